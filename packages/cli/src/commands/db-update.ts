import { fileURLToPath } from 'node:url';
import { type UpdateRequest, updateDatabase } from '@gantry/vulns';
import { cliErrors } from '../errors.ts';
import { renderStatus } from '../render/db-status.ts';
import { type ProgressLine, progressLine } from '../render/progress.ts';
import { databaseDir } from '../settings/cache-dir.ts';
import { flag, text, texts } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry db update`: on any failure the database that was there stays. */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const line = progressLine(terminal.err, terminal.interactive && !flag(options, 'quiet'));
  const from = flag(options, 'starter') ? starterFolder() : text(options, 'from');
  const ecosystems = texts(options, 'ecosystem');
  const places = Object.fromEntries(texts(options, 'feed').map(placeOf));
  try {
    const status = await updateDatabase({
      dir: databaseDir(terminal.env),
      now: terminal.now(),
      signal: terminal.signal,
      progress: reportTo(line),
      ...(from === undefined ? {} : { from }),
      ...(ecosystems.length > 0 ? { ecosystems } : {}),
      places,
    });
    line.clear();
    terminal.out(
      renderStatus(status, {
        output: text(options, 'output') ?? 'table',
        now: terminal.now(),
        sources: flag(options, 'verbose'),
      }),
    );
    return exitCodes.ok;
  } finally {
    line.clear();
  }
}

/** `epss=./epss.csv.gz` */
function placeOf(text: string): [feed: string, place: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw cliErrors.BAD_OPTION({ option: '--feed', value: text, allowed: 'NAME=PLACE' });
  return [text.slice(0, at), text.slice(at + 1)];
}

function reportTo(line: ProgressLine): NonNullable<UpdateRequest['progress']> {
  return ({ stage, feed, part, records, expected }) =>
    line.report({
      step: `${stage} ${feed} ${part}`.replace(/\s+/g, ' '),
      done: records,
      total: expected,
      unit: 'records',
    });
}

/** The build puts the starter set beside the program. */
function starterFolder(): string {
  return fileURLToPath(new URL('./starter', import.meta.url));
}

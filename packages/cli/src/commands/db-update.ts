import { fileURLToPath } from 'node:url';
import { type UpdateRequest, updateDatabase } from '@gantry/vulns';
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
  try {
    const status = await updateDatabase({
      dir: databaseDir(terminal.env),
      now: terminal.now(),
      signal: terminal.signal,
      progress: reportTo(line),
      ...(from === undefined ? {} : { from }),
      ...(ecosystems.length > 0 ? { ecosystems } : {}),
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

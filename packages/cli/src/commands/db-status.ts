import { databaseStatus } from '@gantry/vulns';
import { renderStatus } from '../render/db-status.ts';
import { databaseDir } from '../settings/cache-dir.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry db status` */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const status = databaseStatus(databaseDir(terminal.env));
  terminal.out(
    renderStatus(status, { output: text(options, 'output') ?? 'table', now: terminal.now(), sources: true }),
  );
  return exitCodes.ok;
}

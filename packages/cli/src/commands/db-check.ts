import { checkDatabase } from '@gantry/vulns';
import { databaseDir } from '../settings/cache-dir.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry db check`: exit 3 with the place of the damage when a checksum is off. */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const { digest, size } = checkDatabase(databaseDir(terminal.env));
  const line = `every checksum is right: ${size} bytes, ${digest}\n`;
  terminal.out(text(options, 'output') === 'json' ? `${JSON.stringify({ intact: true, digest, size })}\n` : line);
  return exitCodes.ok;
}

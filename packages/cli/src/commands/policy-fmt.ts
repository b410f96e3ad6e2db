import { writeResult } from '@gantry/io/files';
import { printable } from '../render/table.ts';
import { flag } from '../settings/option.ts';
import { formatPolicy } from '../steps/format-policy.ts';
import { policyText } from '../steps/policy.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy fmt FILE...`: puts the keys in order, keeps comments; with `--check` writes nothing, and exit 1 when one is not in order. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  let untidy = 0;
  for (const path of args) {
    const before = await policyText(path);
    const after = formatPolicy(before, path);
    if (after === before) continue;
    untidy += 1;
    terminal.out(`${printable(path)}\n`);
    if (!flag(options, 'check')) await writeResult(path, [new TextEncoder().encode(after)]);
  }
  return untidy > 0 && flag(options, 'check') ? exitCodes.stop : exitCodes.ok;
}

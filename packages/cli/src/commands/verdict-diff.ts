import { diffVerdicts } from '@gantry/policy';
import { verdictDiffText } from '../render/verdict-diff.ts';
import { text } from '../settings/option.ts';
import { readVerdict } from '../steps/baseline.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry verdict diff BEFORE AFTER`: two documents of `check -o json`. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const [before = '', after = ''] = args;
  const diff = diffVerdicts(await readVerdict(before), await readVerdict(after));
  const json = text(options, 'output') === 'json';
  terminal.out(json ? `${JSON.stringify(diff, null, 2)}\n` : verdictDiffText(diff, terminal.color));
  return exitCodes.ok;
}

import { packText } from '../render/compliance-packs.ts';
import { text } from '../settings/option.ts';
import { packNamed } from '../steps/pack.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry compliance show NAME`: the controls of a pack, what it needs to be told, and as JSON its policy too. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const pack = packNamed(args[0], { option: 'compliance show', command: 'gantry compliance show' });
  terminal.out(text(options, 'output') === 'json' ? `${JSON.stringify(pack, null, 2)}\n` : packText(pack));
  return exitCodes.ok;
}

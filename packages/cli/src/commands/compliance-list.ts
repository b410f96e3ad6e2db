import { packSummary, packs } from '@gantry/policy';
import { packsText } from '../render/compliance-packs.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry compliance list`: the packs with framework, version, and controls by automation. */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const json = text(options, 'output') === 'json';
  terminal.out(json ? `${JSON.stringify(packs.map(packSummary), null, 2)}\n` : packsText(packs));
  return exitCodes.ok;
}

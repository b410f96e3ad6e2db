import { policyJsonSchema } from '@gantry/policy';
import { deliver } from '../steps/output.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy schema` */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  await deliver(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`, options, terminal);
  return exitCodes.ok;
}

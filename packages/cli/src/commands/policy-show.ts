import { policyDocument } from '@gantry/policy';
import { usablePolicy } from '../steps/policy.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy show FILE|NAME` */
export async function run({ args, terminal }: Call): Promise<ExitCode> {
  const { policy } = await usablePolicy(args[0] ?? '');
  terminal.out(`${JSON.stringify(policyDocument(policy), null, 2)}\n`);
  return exitCodes.ok;
}

import { cliErrors } from '../errors.ts';
import { completionScript, shells } from '../render/completion.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry completion SHELL` */
export async function run({ args, terminal, commands }: Call): Promise<ExitCode> {
  const shell = shells.find((name) => name === args[0]);
  if (!shell) throw cliErrors.BAD_OPTION({ option: 'completion', value: args[0] ?? '', allowed: shells.join(', ') });
  terminal.out(completionScript(shell, commands));
  return exitCodes.ok;
}

import { CommanderError, Command as Parser } from 'commander';
import { addCommand } from './add-command.ts';
import { commands } from './commands/registry.ts';
import { type ExitCode, exitCodes } from './terminal/exit-codes.ts';
import type { Terminal } from './terminal/terminal.ts';
import { toolVersion } from './terminal/tool-version.ts';

/** Parses the call and runs the command that it names; usage errors print their reason and give exit status 2. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let status: ExitCode = exitCodes.ok;
  const program = buildProgram(terminal, (code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  return status;
}

function buildProgram(terminal: Terminal, done: (code: ExitCode) => void): Parser {
  const program = new Parser(programName(terminal.env));
  program
    .description('From an image to a verdict: what is in it, what is known about it, may it pass.')
    .version(toolVersion, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(add --help for the options)')
    .helpCommand(false);
  for (const command of commands) addCommand(program, command, { terminal, done });
  return program;
}

/** The name that it was started by, which a launcher tells: pipelines may know it by another. */
function programName(env: Terminal['env']): string {
  const name = env['GANTRY_PROGRAM_NAME'] ?? '';
  return /^[\w.-]{1,40}$/.test(name) ? name : 'gantry';
}

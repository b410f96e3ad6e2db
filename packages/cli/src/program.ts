import { CommanderError, Command as Parser } from 'commander';
import { addCommand } from './add-command.ts';
import type { Command } from './commands/command.ts';
import { helpPlace } from './commands/groups.ts';
import { commands } from './commands/registry.ts';
import { type ExitCode, exitCodes } from './terminal/exit-codes.ts';
import type { Terminal } from './terminal/terminal.ts';
import { toolVersion } from './terminal/tool-version.ts';

/** Parses the call and runs the command that it names; usage errors print their reason and give exit status 2. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let status: ExitCode = exitCodes.ok;
  const program = buildProgram(neededFor(argv), terminal, (code) => {
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

/** Of ninety commands those that begin with the first word: making the options of all of them takes longer than many a command. */
function neededFor(argv: readonly string[]): readonly Command[] {
  const first = argv.find((word) => !word.startsWith('-'));
  const named = commands.filter(({ name }) => name.split(' ')[0] === first);
  const asksVersion = argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V');
  return named.length > 0 || asksVersion ? named : commands;
}

function buildProgram(needed: readonly Command[], terminal: Terminal, done: (code: ExitCode) => void): Parser {
  const program = new Parser(programName(terminal.env));
  program
    .description('From an image to a verdict: what is in it, what is known about it, may it pass.')
    .version(toolVersion, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(add --help for the options)')
    .helpCommand(false);
  for (const command of inHelpOrder(needed)) addCommand(program, command, { terminal, done });
  return program;
}

function inHelpOrder(needed: readonly Command[]): readonly Command[] {
  return [...needed].sort((a, b) => helpPlace(a.name) - helpPlace(b.name));
}

/** The name that it was started by, which a launcher tells: pipelines may know it by another. */
function programName(env: Terminal['env']): string {
  const name = env['GANTRY_PROGRAM_NAME'] ?? '';
  return /^[\w.-]{1,40}$/.test(name) ? name : 'gantry';
}

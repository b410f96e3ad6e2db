import { CommanderError, Option, Command as Parser } from 'commander';
import type { Command } from './commands/command.ts';
import { commands } from './commands/registry.ts';
import type { OptionSpec, OptionValues } from './settings/option.ts';
import { everywhere } from './settings/options.ts';
import { type ExitCode, exitCodes } from './terminal/exit-codes.ts';
import type { Terminal } from './terminal/terminal.ts';

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
  const program = new Parser('gantry');
  program
    .description('From an image to a verdict: what is in it, what is known about it, may it pass.')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(add --help for the options)')
    .helpCommand(false);
  for (const command of commands) addCommand(program, command, terminal, done);
  return program;
}

function addCommand(program: Parser, command: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  const words = command.name.split(' ');
  const last = words.pop() ?? '';
  const parent = words.reduce(groupOf, program);
  const parser = parent
    .command(`${last} ${command.args}`.trim())
    .description(command.about)
    .addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`);
  for (const spec of [...command.options, ...everywhere]) parser.addOption(toOption(spec, terminal));
  parser.action(async () => {
    const { run } = await command.load();
    done(await run({ args: parser.args, options: parser.opts<OptionValues>(), terminal, commands }));
  });
}

/** `db` and `policy` are groups of commands. */
function groupOf(parent: Parser, word: string): Parser {
  const known = parent.commands.find((command) => command.name() === word);
  return known ?? parent.command(word).description(`${word} commands`).helpCommand(false);
}

function toOption(spec: OptionSpec, terminal: Terminal): Option {
  const option = new Option(spec.flags, spec.env ? `${spec.about} (variable ${spec.env})` : spec.about);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.repeat) option.argParser((value, before: string[] | undefined) => [...(before ?? []), value]);
  const preset = spec.env ? terminal.env[spec.env] : undefined;
  if (preset !== undefined && preset !== '') option.default(fromEnvironment(spec, preset));
  else if (spec.default !== undefined) option.default(spec.default);
  return option;
}

/** Flags without a value read true and 1 as set. */
function fromEnvironment(spec: OptionSpec, value: string): string | boolean {
  return spec.flags.includes('<') ? value : value === 'true' || value === '1';
}

import { CommanderError, InvalidArgumentError, Option, Command as Parser } from 'commander';
import type { Command } from './commands/command.ts';
import { commands } from './commands/registry.ts';
import { fromEnvironment } from './settings/from-environment.ts';
import { isInRange, type OptionSpec, type OptionValues, rangeText } from './settings/option.ts';
import { everywhere } from './settings/options.ts';
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
  const program = new Parser('gantry');
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

function addCommand(
  program: Parser,
  command: Command,
  { terminal, done }: { readonly terminal: Terminal; readonly done: (code: ExitCode) => void },
): void {
  const words = command.name.split(' ');
  const last = words.pop() ?? '';
  const parent = words.reduce(groupOf, program);
  const parser = parent
    .command(`${last} ${command.args}`.trim())
    .description(command.about)
    .addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`);
  const specs = [...command.options, ...everywhere];
  for (const spec of specs) parser.addOption(toOption(spec));
  parser.action(async () => {
    takeVariables(parser, specs, terminal.env);
    const { run } = await command.load();
    done(await run({ args: parser.args, options: parser.opts<OptionValues>(), terminal, commands }));
  });
}

const groups: Readonly<Record<string, string>> = {
  db: 'the advisory database: update, status, search, check',
  policy: 'policies: list, show, validate',
};

/** `db` and `policy` are groups of commands. */
function groupOf(parent: Parser, word: string): Parser {
  const known = parent.commands.find((command) => command.name() === word);
  return (
    known ??
    parent
      .command(word)
      .description(groups[word] ?? `${word} commands`)
      .helpCommand(false)
  );
}

function toOption(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.env ? `${spec.about} (variable ${spec.env})` : spec.about);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.range) option.argParser((value) => inRange(spec, value));
  if (spec.repeat) option.argParser((value, before: string[] | undefined) => [...(before ?? []), value]);
  return spec.default === undefined ? option : option.default(spec.default);
}

function inRange(spec: OptionSpec, value: string): string {
  if (!isInRange(spec, value)) throw new InvalidArgumentError(`It takes ${rangeText(spec)}.`);
  return value;
}

/** Variables stand in for flags that were not given. */
function takeVariables(parser: Parser, specs: readonly OptionSpec[], env: Terminal['env']): void {
  const known = commands.flatMap(({ options }) => options);
  for (const spec of specs) {
    const name = toOption(spec).attributeName();
    const given = parser.getOptionValueSource(name);
    if (given !== undefined && given !== 'default') continue;
    const value = fromEnvironment(spec, env, known);
    if (value !== undefined) parser.setOptionValueWithSource(name, value, 'env');
  }
}

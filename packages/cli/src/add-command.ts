import { InvalidArgumentError, Option, type Command as Parser } from 'commander';
import type { Command } from './commands/command.ts';
import { groups, helpTitle } from './commands/groups.ts';
import { commands } from './commands/registry.ts';
import { connectionOptions } from './settings/connection.ts';
import { fromEnvironment, type Surroundings } from './settings/from-environment.ts';
import {
  flag,
  isInRange,
  longFlag,
  type OptionSpec,
  type OptionValues,
  rangeText,
  text,
  variablesOf,
} from './settings/option.ts';
import { everywhere } from './settings/options.ts';
import type { ExitCode } from './terminal/exit-codes.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Context {
  readonly terminal: Terminal;
  readonly done: (code: ExitCode) => void;
}

/** Adds a command of the table to the parser, with the groups that lead to it. */
export function addCommand(program: Parser, command: Command, { terminal, done }: Context): void {
  const words = command.name.split(' ');
  const last = words.pop() ?? '';
  const parser = groupOf(program, words)
    .command(`${last} ${command.args}`.trim())
    .aliases([...(command.aliases ?? [])])
    .description(command.about)
    .helpGroup(words.length === 0 ? helpTitle(last) : 'Commands:')
    .addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`);
  const own = new Set(command.options.map(longFlag));
  const shared = command.server ? connectionOptions.filter((spec) => !own.has(longFlag(spec))) : [];
  const specs = [...command.options, ...shared, ...everywhere];
  for (const spec of specs) parser.addOption(toOption(spec));
  parser.action(async () => {
    const surroundings = await surroundingsOf(command, parser, terminal);
    takeVariables(parser, specs, surroundings);
    const options = parser.opts<OptionValues>();
    const connection = command.server ? connectionOf(options, own, surroundings) : {};
    const { run } = await command.load();
    done(await run({ args: parser.args, options, connection, terminal, commands }));
  });
}

/** `db` and `usergroup role` are groups of commands. */
function groupOf(program: Parser, words: readonly string[]): Parser {
  return words.reduce((parent, word, at) => {
    const path = words.slice(0, at + 1).join(' ');
    const known = parent.commands.find((command) => command.name() === word);
    return (
      known ??
      parent
        .command(word)
        .description(groups[path] ?? `${path} commands`)
        .helpGroup(at === 0 ? helpTitle(word) : 'Commands:')
        .helpCommand(false)
    );
  }, program);
}

function toOption(spec: OptionSpec): Option {
  const variables = variablesOf(spec).join(', ');
  const word = variables.includes(',') ? 'variables' : 'variable';
  const option = new Option(spec.flags, variables ? `${spec.about} (${word} ${variables})` : spec.about);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.range) option.argParser((value) => inRange(spec, value));
  if (spec.repeat) option.argParser((value, before: string[] | undefined) => [...(before ?? []), value]);
  return spec.default === undefined ? option : option.default(spec.default);
}

function inRange(spec: OptionSpec, value: string): string {
  if (!isInRange(spec, value)) throw new InvalidArgumentError(`It takes ${rangeText(spec)}.`);
  return value;
}

/** Only commands that may talk to a server read a file of settings: the others start at once. */
async function surroundingsOf(command: Command, parser: Parser, { env, err }: Terminal): Promise<Surroundings> {
  if (command.server === undefined) return { env };
  const { isFoundHere, readSettings } = await import('./steps/config-file.ts');
  const options = parser.opts<OptionValues>();
  const named = text(options, 'config') ?? (env['GANTRY_CONFIG'] || env['ANCHORECTL_CONFIG'] || undefined);
  const file = await readSettings(named, env);
  const isSilent = flag(options, 'quiet') || named !== undefined || file?.values['URL'] === undefined;
  const isElsewhere = text(options, 'url') || env['GANTRY_URL'] || env['ANCHORECTL_URL'];
  if (file && !isSilent && !isElsewhere && isFoundHere(file.path))
    err(`note: ${file.path} of this folder names the server\n`);
  return { env, file };
}

/** Variables stand in for flags that were not given. */
function takeVariables(parser: Parser, specs: readonly OptionSpec[], surroundings: Surroundings): void {
  for (const spec of specs) {
    const name = toOption(spec).attributeName();
    const given = parser.getOptionValueSource(name);
    if (given !== undefined && given !== 'default') continue;
    const value = fromEnvironment(spec, surroundings, knownOptions());
    if (value !== undefined) parser.setOptionValueWithSource(name, asGiven(spec, value), 'env');
  }
}

/** A list of one, and for `--no-cache` the opposite: the parser keeps it as `cache`. */
function asGiven(spec: OptionSpec, value: string | boolean): string | boolean | readonly string[] {
  if (typeof value === 'boolean') return longFlag(spec).startsWith('--no-') ? !value : value;
  return spec.repeat ? [value] : value;
}

/** Where a command has a flag of the same name for something else, the connection has its variable alone. */
function connectionOf(options: OptionValues, own: ReadonlySet<string>, surroundings: Surroundings): OptionValues {
  const values = connectionOptions.map((spec) => {
    const name = toOption(spec).attributeName();
    const value = own.has(longFlag(spec)) ? fromEnvironment(spec, surroundings, knownOptions()) : options[name];
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

function knownOptions(): readonly OptionSpec[] {
  return commands.flatMap(({ options }) => options);
}

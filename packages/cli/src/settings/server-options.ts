import type { OptionSpec } from './option.ts';

/** `-o` of a command that talks to a server; `text` is the first and the default. */
export function serverOutput(...more: readonly string[]): OptionSpec {
  return answerFormat(['text', 'json', 'json-raw', 'id', ...more]);
}

/** `-o` with formats of its own. */
export function answerFormat(formats: readonly string[]): OptionSpec {
  return {
    flags: '-o, --output <format>',
    about: "format of the result; json-raw is the server's answer as it is",
    choices: formats,
    default: formats[0] ?? 'text',
    env: 'GANTRY_FORMAT',
    also: ['ANCHORECTL_FORMAT', 'GANTRY_OUTPUT'],
  };
}

/** `--file` and `--overwrite`: an existing file is only written over when asked. */
export const resultFile: readonly OptionSpec[] = [
  both('-f, --file <path>', 'FILE', 'write the result there instead of standard output'),
  both('--overwrite', 'OVERWRITE', 'the file may exist already'),
];

/** `-f` where something is done that is refused at first. */
export function forceOption(about: string): OptionSpec {
  return both('-f, --force', 'FORCE', about);
}

/** `-i` of commands that read a document. */
export function inputOption(about: string): OptionSpec {
  return both('-i, --input <file>', 'INPUT', about);
}

/** An option with its variable in both spellings. */
export function both(flags: string, name: string, about: string): OptionSpec {
  return { flags, about, env: `GANTRY_${name}`, also: [`ANCHORECTL_${name}`] };
}

/** A switch that is on unless it is told otherwise: `--validate=false`. */
export function choice(name: string, about: string, usual: 'true' | 'false'): OptionSpec {
  return { flags: `${name} [true|false]`, about, choices: ['true', 'false'], default: usual };
}

/** A password by standard input. */
export const passwordStdin: OptionSpec = {
  flags: '--password-stdin',
  about: 'read that password from standard input',
};

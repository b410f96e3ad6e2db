import { cliErrors } from '../errors.ts';
import { isInRange, type OptionSpec, rangeText, variablesOf } from './option.ts';

const yes = ['1', 'true', 'yes', 'on'];
const no = ['0', 'false', 'no', 'off'];

/** What stands in for flags: variables, and after them a configuration file. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file?: SettingsFile | undefined;
}

/** A configuration file that was read. */
export interface SettingsFile {
  readonly path: string;
  /** By the variable that they stand in for, without `GANTRY_`: `URL`, `HTTP_TLS_INSECURE`. */
  readonly values: Readonly<Record<string, string>>;
}

interface Stated {
  readonly value: string;
  /** Where it stands, for errors. */
  readonly where: string;
  readonly variable: string;
}

/**
 * What a variable or the configuration file says in place of a flag; undefined when it is absent or empty. A value that only another command (of
 * those that `known` options belong to) understands is passed over, since a variable is set for all of them; one that none does is a usage error.
 */
export function fromEnvironment(
  spec: OptionSpec,
  surroundings: Surroundings,
  known: readonly OptionSpec[],
): string | boolean | undefined {
  const stated = statedFor(spec, surroundings);
  if (stated === undefined) return undefined;
  const { value, where, variable } = stated;
  if (!/[<[]/.test(spec.flags)) return truth(where, value);
  if (spec.range && !isInRange(spec, value)) throw badValue(where, value, rangeText(spec));
  if (!spec.choices || spec.choices.includes(value)) return value;
  const elsewhere = known
    .filter((other) => variablesOf(other).includes(variable))
    .flatMap((other) => other.choices ?? []);
  if (elsewhere.includes(value)) return undefined;
  throw badValue(where, value, [...new Set([...spec.choices, ...elsewhere])].join(', '));
}

function statedFor(spec: OptionSpec, { env, file }: Surroundings): Stated | undefined {
  for (const variable of variablesOf(spec)) {
    const value = env[variable];
    if (value) return { value, where: `the variable ${variable}`, variable };
  }
  const variable = spec.env ?? '';
  const value = file?.values[variable.replace(/^GANTRY_/, '')];
  return value ? { value, where: `the setting for ${variable} in ${file?.path}`, variable } : undefined;
}

function truth(where: string, value: string): boolean {
  const word = value.toLowerCase();
  if (!yes.includes(word) && !no.includes(word)) throw badValue(where, value, [...yes, ...no].join(', '));
  return yes.includes(word);
}

function badValue(option: string, value: string, allowed: string) {
  return cliErrors.BAD_OPTION({ option, value, allowed });
}

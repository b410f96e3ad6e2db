import { cliErrors } from '../errors.ts';
import { isInRange, type OptionSpec, rangeText } from './option.ts';

const yes = ['1', 'true', 'yes', 'on'];
const no = ['0', 'false', 'no', 'off'];

/**
 * What a variable says in place of a flag; undefined when it is absent or empty. A value that only another command (of those that `known`
 * options belong to) understands is passed over, since a variable is set for all of them; one that none does is a usage error.
 */
export function fromEnvironment(
  spec: OptionSpec,
  env: Readonly<Record<string, string | undefined>>,
  known: readonly OptionSpec[],
): string | boolean | undefined {
  const value = spec.env === undefined ? undefined : env[spec.env];
  if (spec.env === undefined || value === undefined || value === '') return undefined;
  if (!spec.flags.includes('<')) return truth(spec.env, value);
  if (spec.range && !isInRange(spec, value)) throw badValue(spec.env, value, rangeText(spec));
  if (!spec.choices || spec.choices.includes(value)) return value;
  const elsewhere = known.filter((other) => other.env === spec.env).flatMap((other) => other.choices ?? []);
  if (elsewhere.includes(value)) return undefined;
  throw badValue(spec.env, value, [...new Set([...spec.choices, ...elsewhere])].join(', '));
}

function truth(variable: string, value: string): boolean {
  const word = value.toLowerCase();
  if (!yes.includes(word) && !no.includes(word)) throw badValue(variable, value, [...yes, ...no].join(', '));
  return yes.includes(word);
}

function badValue(option: string, value: string, allowed: string) {
  return cliErrors.BAD_OPTION({ option: `the variable ${option}`, value, allowed });
}

/** One option of a command, as data: parsing, help, completion and the reference page derive from it. */
export interface OptionSpec {
  /** As commander writes it: `-o, --output <format>`. */
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Environment variable that stands in when the flag is absent. */
  readonly env?: string;
  /** Further variables, read in this order when that one is not set. */
  readonly also?: readonly string[];
  /** A whole number within these bounds. */
  readonly range?: readonly [least: number, most: number];
  /** May be given more than once. */
  readonly repeat?: boolean;
}

/** What commander hands to a command: camel-case names of the flags. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The text of an option, or undefined. */
export function text(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Is a flag set? */
export function flag(values: OptionValues, name: string): boolean {
  return values[name] === true;
}

/** The texts of a repeatable option. */
export function texts(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}

/** Is it a whole number within the bounds of the option? */
export function isInRange({ range }: OptionSpec, value: string): boolean {
  return range === undefined || (/^\d{1,9}$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1]);
}

/** The bounds in words. */
export function rangeText({ range }: OptionSpec): string {
  return range ? `a whole number from ${range[0]} to ${range[1]}` : 'any text';
}

/** The variables of an option, the one that counts first. */
export function variablesOf({ env, also }: OptionSpec): readonly string[] {
  return [...(env === undefined ? [] : [env]), ...(also ?? [])];
}

/** The long flag of an option: `--output`. */
export function longFlag({ flags }: Pick<OptionSpec, 'flags'>): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? '';
}

/** Is an option of `[true|false]` set? It is when it stands alone. */
export function truth(values: OptionValues, name: string): boolean {
  return values[name] === true || values[name] === 'true';
}

import type { Reading, Validator } from './validators.ts';

/** A parameter of a trigger: how it is called, what it takes, what it means. */
export interface Parameter<T> {
  readonly name: string;
  readonly help: string;
  readonly example: string;
  readonly required: boolean;
  /** What holds when the rule does not set it; null for none. */
  readonly fallback: string | null;
  /** Older names that rules may still use. */
  readonly aliases: readonly string[];
  readonly validator: Validator<unknown>;
  /** The value of the text; `undefined` when the rule does not set the parameter. */
  read(text: string | undefined): Reading<T>;
}

/** What documents a parameter. */
export interface ParameterWords {
  readonly help: string;
  readonly example: string;
  readonly aliases?: readonly string[];
}

/** A parameter that every rule must set. */
export function required<T>(name: string, validator: Validator<T>, words: ParameterWords): Parameter<T> {
  return {
    ...base(name, validator, words),
    required: true,
    read: (text) => (text === undefined ? { ok: false, because: 'it is missing' } : validator.read(text)),
  };
}

/** A parameter that stays null when a rule does not set it. */
export function optional<T>(name: string, validator: Validator<T>, words: ParameterWords): Parameter<T | null> {
  return {
    ...base(name, validator, words),
    read: (text) => (text === undefined || text === '' ? { ok: true, value: null } : validator.read(text)),
  };
}

/** A parameter with a value of its own when a rule does not set it. */
export function withDefault<T>(
  name: string,
  validator: Validator<T>,
  words: ParameterWords & { readonly fallback: string },
): Parameter<T> {
  return {
    ...base(name, validator, words),
    fallback: words.fallback,
    read: (text) => validator.read(text === undefined || text === '' ? words.fallback : text),
  };
}

function base(name: string, validator: Validator<unknown>, words: ParameterWords) {
  const { help, example, aliases = [] } = words;
  return { name, help, example, aliases, validator, required: false, fallback: null };
}

/** The typed values of a trigger's parameters. */
export type Values<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/** Something wrong with the parameters of a rule. */
export interface ParameterProblem {
  readonly type: 'unknown_parameter' | 'missing_parameter' | 'duplicate_parameter' | 'invalid_parameter';
  readonly parameter: string;
  readonly details: string;
}

/** Reads the parameters of a rule: all values, or everything that is wrong with them at once. Names have no case. */
export function readParameters<P extends Readonly<Record<string, Parameter<unknown>>>>(
  declared: P,
  given: readonly { readonly name: string; readonly value: string }[],
): { ok: true; values: Values<P> } | { ok: false; problems: ParameterProblem[] } {
  const { texts, problems } = sortOut(Object.values(declared), given);
  const values: [string, unknown][] = [];
  for (const [key, parameter] of Object.entries(declared)) {
    const text = texts.get(parameter.name);
    const read = parameter.read(text);
    if (read.ok) values.push([key, read.value]);
    else problems.push(describe(parameter, text, read.because));
  }
  // Every key of P was read just above, which the compiler cannot see through `Object.entries`.
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values: Object.fromEntries(values) as Values<P> };
}

function sortOut(
  declared: readonly Parameter<unknown>[],
  given: readonly { readonly name: string; readonly value: string }[],
) {
  const byName = new Map(
    declared.flatMap((parameter) =>
      [parameter.name, ...parameter.aliases].map((name) => [name.toLowerCase(), parameter] as const),
    ),
  );
  const texts = new Map<string, string>();
  const problems: ParameterProblem[] = [];
  for (const { name, value } of given) {
    const parameter = byName.get(name.toLowerCase());
    if (!parameter)
      problems.push({
        type: 'unknown_parameter',
        parameter: name,
        details: `there is no parameter ${name}; known: ${names(declared)}`,
      });
    else if (texts.has(parameter.name))
      problems.push({ type: 'duplicate_parameter', parameter: name, details: `the parameter ${name} is given twice` });
    else texts.set(parameter.name, value);
  }
  return { texts, problems };
}

function names(declared: readonly Parameter<unknown>[]): string {
  return declared.map(({ name }) => name).join(', ') || 'none';
}

function describe(parameter: Parameter<unknown>, text: string | undefined, because: string): ParameterProblem {
  if (text === undefined) {
    return {
      type: 'missing_parameter',
      parameter: parameter.name,
      details: `the parameter ${parameter.name} is required`,
    };
  }
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return {
    type: 'invalid_parameter',
    parameter: parameter.name,
    details: `the parameter ${parameter.name} cannot be '${shown}': ${because}`,
  };
}

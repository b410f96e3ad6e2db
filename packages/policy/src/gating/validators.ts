/** A value read from a parameter's text, or why it is not one. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly because: string };

/** How a parameter's text becomes a value. The same declaration reads and documents. */
export interface Validator<T> {
  /** The name that the policy specification of the v2 API uses. */
  readonly type: string;
  /** For people: `true or false`, `one of: a, b`. */
  readonly says: string;
  /** The values of an enumeration. */
  readonly allowed?: readonly string[];
  read(text: string): Reading<T>;
}

/** Any text. */
export const anyText: Validator<string> = {
  type: 'TypeValidator',
  says: 'any text',
  read: (text) => ({ ok: true, value: text }),
};

/** `true` or `false` in any case. */
export const trueOrFalse: Validator<boolean> = {
  type: 'BooleanString',
  says: 'true or false',
  read: (text) => {
    const lower = text.toLowerCase();
    return lower === 'true' || lower === 'false'
      ? { ok: true, value: lower === 'true' }
      : { ok: false, because: 'it must be true or false' };
  },
};

/** Digits. */
export const wholeNumber: Validator<number> = {
  type: 'IntegerString',
  says: 'a whole number, 0 or more',
  read: (text) =>
    /^\s*\d{1,15}\s*$/.test(text)
      ? { ok: true, value: Number(text) }
      : { ok: false, because: 'it must be a whole number' },
};

/** A decimal number without an exponent. */
export const decimalNumber: Validator<number> = {
  type: 'FloatString',
  says: 'a number such as 7.5',
  read: (text) =>
    /^\s*-?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})\s*$/.test(text)
      ? { ok: true, value: Number(text) }
      : { ok: false, because: 'it must be a number such as 7.5' },
};

/** Exactly one of the values. */
export function oneOf<const T extends string>(...values: readonly T[]): Validator<T> {
  return {
    type: 'EnumString',
    says: `one of: ${values.join(', ')}`,
    allowed: values,
    read: (text) => {
      const value = values.find((one) => one === text);
      return value === undefined
        ? { ok: false, because: `it must be one of ${values.join(', ')}` }
        : { ok: true, value };
    },
  };
}

/** One or more of the values, separated by commas. */
export function someOf<const T extends string>(...values: readonly T[]): Validator<readonly T[]> {
  return {
    type: 'DelimitedEnumString',
    says: `a comma list of: ${values.join(', ')}`,
    allowed: values,
    read: (text) => {
      const items = splitList(text, ',');
      const wrong = items.find((item) => !values.some((one) => one === item));
      if (items.length === 0) return { ok: false, because: 'it must name at least one value' };
      if (wrong !== undefined) return { ok: false, because: `${clip(wrong)} is not one of ${values.join(', ')}` };
      return { ok: true, value: values.filter((one) => items.includes(one)) };
    },
  };
}

/** Texts separated by commas, trimmed. */
export const commaList: Validator<readonly string[]> = {
  type: 'CommaDelimitedStringList',
  says: 'a comma list of texts',
  read: (text) => nonEmpty(splitList(text, ',')),
};

/** Whole numbers separated by commas. */
export const commaNumbers: Validator<readonly number[]> = {
  type: 'CommaDelimitedStringOfNumbers',
  says: 'a comma list of whole numbers',
  read: (text) => {
    const items = splitList(text, ',');
    const wrong = items.find((item) => !/^\d{1,15}$/.test(item));
    if (wrong !== undefined) return { ok: false, because: `${clip(wrong)} is not a whole number` };
    return nonEmpty(items.map(Number));
  },
};

/** Text of a given form; `form` must be linear-time (no nested repetition). */
export function textLike(form: RegExp, says: string): Validator<string> {
  return {
    type: 'RegexValidator',
    says,
    read: (text) => (form.test(text) ? { ok: true, value: text } : { ok: false, because: `it must be ${says}` }),
  };
}

/** A validator whose value depends on another parameter's; the trigger checks it. */
export function linkedTo(parameter: string): Validator<string> {
  return {
    type: 'LinkedValidator',
    says: `depends on ${parameter}`,
    read: (text) => ({ ok: true, value: text }),
  };
}

/** The trimmed, non-empty items of a list. */
export function splitList(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function nonEmpty<T>(items: readonly T[]): Reading<readonly T[]> {
  return items.length > 0 ? { ok: true, value: items } : { ok: false, because: 'it must name at least one value' };
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** An object that is no array: what a JSON or TOML table parses to. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property of an untrusted object; never what it inherits. */
export function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * A one-line text that is safe to keep and show: trimmed, not empty, at most `max` characters, no control characters and no
 * half surrogates (U+FFFD, what undecodable bytes become, is no text either). Undefined when the value is none.
 */
export function lineOf(value: unknown, max = 256): string | undefined {
  if (typeof value !== 'string' || value.length > max * 4) return undefined;
  const text = value.trim();
  return text.length > 0 && text.length <= max && !unsafeText.test(text) ? text : undefined;
}

/** A free text for people, with blanks collapsed and cut at `max` characters; undefined when there is none. */
export function proseOf(value: unknown, max = 500): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    .slice(0, max * 2)
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, max);
  return text === '' ? undefined : text;
}

/** The list of an untrusted value; empty when it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The names and texts of an untrusted table, at most `max` of them, without a prototype; undefined when there are none. */
export function textTable(value: unknown, max = 1000): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  const rows = Object.entries(value).filter(([name]) => name !== '__proto__' && lineOf(name) === name);
  const texts = rows
    .slice(0, max)
    .flatMap(([name, text]) => (lineOf(text) === undefined ? [] : [[name, lineOf(text)] as const]));
  return texts.length === 0 ? undefined : (Object.fromEntries(texts) as Record<string, string>);
}

/** The object without its undefined fields, as exact optional properties want it. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** `a?: T | undefined` as `a?: T`. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

const unsafeText = /[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u;

import { isRecord } from '@gantry/core/json';

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

/** The names and texts of an untrusted table, at most `max` of them and never `__proto__`; undefined when there are none. */
export function textTable(value: unknown, max = 1000): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  const rows = Object.entries(value).filter(([name]) => name !== '__proto__' && lineOf(name) === name);
  const texts = rows
    .slice(0, max)
    .flatMap(([name, text]) => (lineOf(text) === undefined ? [] : [[name, lineOf(text)] as const]));
  return texts.length === 0 ? undefined : (Object.fromEntries(texts) as Record<string, string>);
}

const unsafeText = /[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u;

import type { Parsed } from './scheme.ts';

/** Longest version text that is read, in UTF-16 units. Real ones stay under 100; the cap bounds hostile input. */
export const longestVersion = 512;

/**
 * Hands the trimmed text to a scheme's own reader when it is short enough and printable ASCII without white space;
 * otherwise says what is wrong with it. No reference tool gives an order to anything else.
 */
export function readText<V>(text: string, read: (plain: string) => Parsed<V>): Parsed<V> {
  if (text.length > longestVersion) return refused(`longer than ${longestVersion} characters`);
  const plain = text.trim();
  if (plain === '') return refused('it is empty');
  if (!/^[\x21-\x7e]+$/.test(plain)) return refused(`${quoted(plain)} has white space or characters outside ASCII`);
  return read(plain);
}

/** The text was understood as this version. */
export function accepted<V>(version: V): Parsed<V> {
  return { ok: true, version };
}

/** The text is no version of the scheme, and why. */
export function refused<V>(because: string): Parsed<V> {
  return { ok: false, because };
}

/** The text in quotes, cut so that a reason stays one line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
}

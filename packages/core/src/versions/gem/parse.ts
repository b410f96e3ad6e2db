import { numeral, startsWithDigit } from '../_shared/numerals.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** Canonical segments: numbers (no leading zeros) and words, in one list. */
export type GemVersion = readonly string[];

const shape = /^\d+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Reads what Gem::Version.correct? accepts; a hyphen means `.pre.`. */
export function parseGem(text: string): Parsed<GemVersion> {
  return readText(text, (plain) => {
    if (!shape.test(plain)) return refused(`${quoted(plain)} is not a RubyGems version`);
    const segments = (plain.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? []).map((segment) => numeral(segment));
    const word = segments.findIndex((segment) => !startsWithDigit(segment));
    const cut = word < 0 ? segments.length : word;
    return accepted([...withoutZeros(segments.slice(0, cut)), ...withoutZeros(segments.slice(cut))]);
  });
}

/** Zeros at the end mean nothing, and neither do zeros right before the first word: 1.0.a is 1.a. */
function withoutZeros(segments: readonly string[]): readonly string[] {
  let length = segments.length;
  while (length > 0 && segments[length - 1] === '0') length--;
  return segments.slice(0, length);
}

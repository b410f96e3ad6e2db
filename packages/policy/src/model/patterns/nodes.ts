/** Code points as pairs of first and last. */
export interface CharSet {
  readonly negative: boolean;
  readonly ranges: readonly number[];
}

/** A place between characters. */
export type Assertion = 'start' | 'end' | 'text-start' | 'text-end' | 'word-edge' | 'no-word-edge';

/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly of: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly of: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number | null }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'look'; readonly of: PatternNode; readonly negative: boolean };

/** Every character. */
export const anyChar: CharSet = { negative: true, ranges: [] };

/** What a dot matches: every character but the line feed. */
export const dotSet: CharSet = { negative: true, ranges: [10, 10] };

/** The set of one character. */
export function singleChar(char: string): CharSet {
  const code = char.codePointAt(0) ?? 0;
  return { negative: false, ranges: [code, code] };
}

/** Is the code point in the set? */
export function inSet(set: CharSet, code: number): boolean {
  const { ranges } = set;
  for (let i = 0; i < ranges.length; i += 2) {
    if (code >= (ranges[i] as number) && code <= (ranges[i + 1] as number)) return !set.negative;
  }
  return set.negative;
}

/** Does a set take the code point, in either case if asked? */
export function matchesChar(set: CharSet, code: number, ignoreCase: boolean): boolean {
  if (!ignoreCase) return inSet(set, code);
  const char = String.fromCodePoint(code);
  const forms = [code, char.toLowerCase().codePointAt(0) ?? code, char.toUpperCase().codePointAt(0) ?? code];
  return set.negative ? forms.every((form) => inSet(set, form)) : forms.some((form) => inSet(set, form));
}

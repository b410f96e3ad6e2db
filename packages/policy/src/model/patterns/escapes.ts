import type { CharSet } from './nodes.ts';

const digit = [48, 57];
const word = [48, 57, 65, 90, 95, 95, 97, 122];
const space = [9, 13, 32, 32, 0x85, 0x85, 0xa0, 0xa0, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x3000, 0x3000];

const controls = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['f', 12],
  ['v', 11],
  ['a', 7],
]);

/** `\d \D \w \W \s \S`; digits and word characters are the ASCII ones. Null for other letters. */
export function classEscape(letter: string): CharSet | null {
  const ranges = { d: digit, w: word, s: space }[letter.toLowerCase()];
  if (!ranges || !/[dwsDWS]/.test(letter)) return null;
  return { negative: letter !== letter.toLowerCase(), ranges };
}

/** `\n`, `\x41`, `\u0041` and escaped punctuation; `used` counts the characters after the letter. Null when unknown. */
export function literalEscape(letter: string, rest: readonly string[]): { code: number; used: number } | null {
  const control = controls.get(letter);
  if (control !== undefined) return { code: control, used: 0 };
  if (letter === 'x' || letter === 'u') return hexEscape(letter === 'x' ? 2 : 4, rest);
  if (/[A-Za-z0-9]/.test(letter)) return null;
  return { code: letter.codePointAt(0) ?? 0, used: 0 };
}

function hexEscape(length: number, rest: readonly string[]): { code: number; used: number } | null {
  const hex = rest.slice(0, length).join('');
  return /^[0-9a-fA-F]+$/.test(hex) && hex.length === length ? { code: Number.parseInt(hex, 16), used: length } : null;
}

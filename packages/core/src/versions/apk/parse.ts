import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** Kinds of token in the order that decides when two versions differ in kind: an earlier kind is the newer version. */
export const tokenKinds = ['first', 'digits', 'letter', 'suffix', 'suffixNumber', 'commit', 'revision', 'end'] as const;

/** A piece of a version and what it is. */
export interface ApkToken {
  readonly kind: (typeof tokenKinds)[number];
  readonly text: string;
}

/** A version cut into tokens; the last one is always `end`. */
export type ApkVersion = readonly ApkToken[];

/** Suffix words, lowest first; those before `preReleases` come before the version without a suffix. */
export const suffixes = ['alpha', 'beta', 'pre', 'rc', 'cvs', 'svn', 'git', 'hg', 'p'] as const;

/** How many of the suffix words come before the version without a suffix. */
export const preReleases = 4;

const shape = /^(\d+(?:\.\d+)*)([a-z])?((?:_[a-z]+\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?$/;
const end: ApkToken = { kind: 'end', text: '' };

/** Reads `digits{.digits}{letter}{_suffix{number}}{~commit}{-r#}`. */
export function parseApk(text: string): Parsed<ApkVersion> {
  return readText(text, (plain) => {
    const found = shape.exec(plain);
    if (!found) return refused(`${quoted(plain)} is not an apk version`);
    const [, numbers = '', letter, suffixText = '', commit, revision] = found;
    const ends = readSuffixes(suffixText);
    if (!ends) return refused(`${quoted(plain)} has a suffix that apk does not know`);
    const tokens = [...readNumbers(numbers), ...one('letter', letter), ...ends];
    return accepted([...tokens, ...one('commit', commit), ...one('revision', revision), end]);
  });
}

function readNumbers(text: string): ApkToken[] {
  return text.split('.').map((digits, index) => ({ kind: index === 0 ? 'first' : 'digits', text: digits }));
}

function readSuffixes(text: string): ApkToken[] | null {
  const tokens: ApkToken[] = [];
  for (const [, word = '', digits] of text.matchAll(/_([a-z]+)(\d*)/g)) {
    if (!(suffixes as readonly string[]).includes(word)) return null;
    tokens.push({ kind: 'suffix', text: word }, ...one('suffixNumber', digits));
  }
  return tokens;
}

function one(kind: ApkToken['kind'], text: string | undefined): ApkToken[] {
  return text ? [{ kind, text }] : [];
}

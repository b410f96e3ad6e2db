import { numeral } from '../_shared/numerals.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** The normalised version, cut into numbers (no leading zeros) and stability words. */
export type ComposerVersion = readonly string[];

const modifier = '[._-]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p)([.-]?\\d+(?:[.-]\\d+)*)?)?([.-]?dev)?$';
const classical = new RegExp(`^v?(\\d{1,5})(\\.\\d+)?(\\.\\d+)?(\\.\\d+)?${modifier}`);
const dated = new RegExp(`^v?(\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3}){0,2})${modifier}`);
const numberedBranch = /^v?(\d+)(\.(?:\d+|[x*]))?(\.(?:\d+|[x*]))?(\.(?:\d+|[x*]))?[.-]?dev$/;
const anyNumber = '9999999';
const words: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', p: 'patch', pl: 'patch' };

/** Reads releases and numbered branches (`1.x-dev`). A named branch (`dev-main`) has no place in any order. */
export function parseComposer(text: string): Parsed<ComposerVersion> {
  return readText(text, (plain) => {
    const release = plain.toLowerCase().replace(/\+[^+]*$/, '');
    if (/^dev-|^(?:master|trunk|default)$/.test(release)) return refused(`${quoted(plain)} is a branch, not a version`);
    const version = readClassical(release) ?? readDated(release) ?? readBranch(release);
    return version ? accepted(version) : refused(`${quoted(plain)} is not a Composer version`);
  });
}

function readClassical(release: string): ComposerVersion | null {
  const found = classical.exec(release);
  if (!found) return null;
  const numbers = found.slice(1, 5).map((part) => numeral((part ?? '0').replace('.', '')));
  return [...numbers, ...stability(found.slice(5))];
}

function readDated(release: string): ComposerVersion | null {
  const found = dated.exec(release);
  if (!found) return null;
  const numbers = (found[1] as string).split(/\D/).map(numeral);
  return [...numbers, ...stability(found.slice(2))];
}

function readBranch(release: string): ComposerVersion | null {
  const found = numberedBranch.exec(release);
  if (!found) return null;
  const numbers = found.slice(1, 5).map((part) => (part ?? 'x').replace('.', '').replace(/[x*]/, anyNumber));
  return [...numbers.map(numeral), 'dev'];
}

/** `stable` ends the version, whatever follows it. */
function stability([word, numbers, dev]: readonly (string | undefined)[]): readonly string[] {
  if (word === 'stable') return [];
  const tail = numbers?.match(/\d+/g)?.map(numeral) ?? [];
  return [...(word ? [words[word] ?? word, ...tail] : []), ...(dev ? ['dev'] : [])];
}

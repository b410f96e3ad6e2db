import type { Nearness } from '../../_shared/search/rule.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Characters of base64url. */
export const wordCharacters = `${letters}0123456789_-`;

/** A token that begins with one of these texts and is at most so long. */
export function prefixed(keywords: readonly string[], longest = 300): Nearness {
  return { keywords, before: 2, after: longest };
}

/** Keywords for a prefix that is too short to be looked for alone: with each character that can follow. */
export function followedBy(prefix: string, characters: string): string[] {
  return [...characters].map((character) => prefix + character);
}

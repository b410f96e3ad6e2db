/** A number (no leading zeros), a qualifier, or the nested list that a hyphen or a change of kind opens. */
export type MavenItem =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly rank: string }
  | MavenList;

/** A stretch between hyphens or between letters and digits, as a list of its own. */
export interface MavenList {
  readonly kind: 'list';
  readonly items: readonly MavenItem[];
}

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const aliases: Readonly<Record<string, string>> = { ga: '', final: '', release: '', cr: 'rc' };
const shorts: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

/** Where a release without a qualifier stands among the qualifiers. */
export const releaseRank = String(qualifiers.indexOf(''));

/** A qualifier; `a`, `b` and `m` are short forms only right before a digit. Unknown words rank last, by their letters. */
export function wordItem(text: string, digitFollows: boolean): MavenItem {
  const long = digitFollows && Object.hasOwn(shorts, text) ? (shorts[text] as string) : text;
  const word = Object.hasOwn(aliases, long) ? (aliases[long] as string) : long;
  const known = qualifiers.indexOf(word);
  return { kind: 'word', rank: known < 0 ? `${qualifiers.length}-${word}` : String(known) };
}

/** An item that changes nothing at the end of a list: 0, an empty qualifier, an empty list. */
export function isNull(item: MavenItem): boolean {
  if (item.kind === 'number') return item.digits === '0';
  return item.kind === 'word' ? item.rank === releaseRank : item.items.length === 0;
}

import { compareNumerals } from '../_shared/numerals.ts';
import { type Order, toOrder } from '../_shared/scheme.ts';
import type { DebPart, DebVersion } from './parse.ts';

/** dpkg_version_compare: epoch, upstream version, revision. */
export function compareDeb(left: DebVersion, right: DebVersion): Order {
  if (left.epoch !== right.epoch) return toOrder(left.epoch - right.epoch);
  return comparePart(left.upstream, right.upstream) || comparePart(left.revision, right.revision);
}

/** verrevcmp: text and number in turn; what is missing is no text, and the number 0. */
function comparePart(left: DebPart, right: DebPart): Order {
  const longest = Math.max(left.length, right.length);
  for (let i = 0; i < longest; i++) {
    const order =
      i % 2 === 0 ? compareTexts(left[i] ?? '', right[i] ?? '') : compareNumerals(left[i] ?? '0', right[i] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

function compareTexts(a: string, b: string): Order {
  const longest = Math.max(a.length, b.length);
  for (let i = 0; i < longest; i++) {
    const difference = weight(a[i]) - weight(b[i]);
    if (difference !== 0) return toOrder(difference);
  }
  return 0;
}

/** Tilde before the end, the end before letters, letters before everything else. */
function weight(char: string | undefined): number {
  if (char === undefined) return 0;
  if (char === '~') return -1;
  const code = char.charCodeAt(0);
  return /[A-Za-z]/.test(char) ? code : code + 256;
}

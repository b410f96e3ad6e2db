import { compareNumerals, startsWithDigit } from '../_shared/numerals.ts';
import { type Order, toOrder } from '../_shared/scheme.ts';
import type { ComposerVersion } from './parse.ts';

/** Where a word stands among numbers; the end of a version comes right before a number. */
const ranks: Readonly<Record<string, number>> = { dev: 0, alpha: 1, beta: 2, rc: 3, patch: 6 };
const end = 4;
const number = 5;

/** version_compare: part by part; pre-release words below the end, `patch` above everything. */
export function compareComposer(left: ComposerVersion, right: ComposerVersion): Order {
  const longest = Math.max(left.length, right.length);
  for (let i = 0; i < longest; i++) {
    const a = left[i];
    const b = right[i];
    const order = toOrder(rankOf(a) - rankOf(b)) || (a && b && startsWithDigit(a) ? compareNumerals(a, b) : 0);
    if (order !== 0) return order;
  }
  return 0;
}

function rankOf(part: string | undefined): number {
  if (part === undefined) return end;
  return startsWithDigit(part) ? number : (ranks[part] ?? 0);
}

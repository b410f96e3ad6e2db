import { byCodeUnit } from '../../order/index.ts';
import { compareNumerals, startsWithDigit } from '../_shared/numerals.ts';
import type { Order } from '../_shared/scheme.ts';
import type { GemVersion } from './parse.ts';

/** Segment by segment; a missing one is 0, and a word (a pre-release) is below every number. */
export function compareGem(left: GemVersion, right: GemVersion): Order {
  const longest = Math.max(left.length, right.length);
  for (let i = 0; i < longest; i++) {
    const order = compareSegments(left[i] ?? '0', right[i] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

function compareSegments(a: string, b: string): Order {
  const aIsNumber = startsWithDigit(a);
  if (aIsNumber !== startsWithDigit(b)) return aIsNumber ? 1 : -1;
  return aIsNumber ? compareNumerals(a, b) : byCodeUnit(a, b);
}

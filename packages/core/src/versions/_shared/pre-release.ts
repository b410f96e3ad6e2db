import { byCodeUnit } from '../../order/index.ts';
import { compareNumerals, numeral } from './numerals.ts';
import type { Order } from './scheme.ts';
import { compareSequences } from './sequence.ts';

/** Identifiers of a pre-release, numbers without leading zeros; null when one of them is empty. */
export function readPreRelease(text: string | undefined): readonly string[] | null {
  if (text === undefined) return [];
  const identifiers = text.split('.');
  if (identifiers.includes('')) return null;
  return identifiers.map((identifier) => (isNumber(identifier) ? numeral(identifier) : identifier));
}

/** Semantic Versioning 2.0.0, section 11: none is highest, numbers below words, more identifiers above fewer. */
export function comparePreReleases(left: readonly string[], right: readonly string[]): Order {
  if (left.length === 0 || right.length === 0) {
    return left.length === right.length ? 0 : left.length === 0 ? 1 : -1;
  }
  return compareSequences(left, right, { item: compareIdentifiers, atEnd: () => 1 });
}

function compareIdentifiers(a: string, b: string): Order {
  const aIsNumber = isNumber(a);
  if (aIsNumber !== isNumber(b)) return aIsNumber ? -1 : 1;
  return aIsNumber ? compareNumerals(a, b) : byCodeUnit(a, b);
}

function isNumber(identifier: string): boolean {
  return /^\d+$/.test(identifier);
}

import { byCodeUnit } from '../../order/index.ts';
import { compareNumerals } from '../_shared/numerals.ts';
import { type Order, toOrder } from '../_shared/scheme.ts';
import { compareSequences } from '../_shared/sequence.ts';
import type { Pep440Version } from './parse.ts';

/** Epoch, release, then where in its life the release stands: dev, a, b, rc, final, post; the local part last. */
export function comparePep440(left: Pep440Version, right: Pep440Version): Order {
  return (
    compareNumerals(left.epoch, right.epoch) ||
    compareSequences(left.release, right.release, { item: compareNumerals, atEnd: () => 1 }) ||
    comparePre(left, right) ||
    compareOptional(left.post, right.post, -1) ||
    compareOptional(left.dev, right.dev, 1) ||
    compareSequences(left.local, right.local, { item: compareLocal, atEnd: () => 1 })
  );
}

function comparePre(left: Pep440Version, right: Pep440Version): Order {
  const order = toOrder(preRank(left) - preRank(right));
  return order || (left.pre && right.pre ? compareNumerals(left.pre.number, right.pre.number) : 0);
}

/** 1.0.dev1 comes before 1.0a1; 1.0.post1.dev1 does not. */
function preRank(version: Pep440Version): number {
  if (version.pre) return { a: 1, b: 2, rc: 3 }[version.pre.phase];
  return version.post === null && version.dev !== null ? 0 : 4;
}

function compareOptional(left: string | null, right: string | null, absent: Order): Order {
  if (left !== null && right !== null) return compareNumerals(left, right);
  return left === right ? 0 : left === null ? absent : toOrder(-absent);
}

/** Numbers above words, as PEP 440 says of local segments. */
function compareLocal(a: string, b: string): Order {
  const aIsNumber = /^\d+$/.test(a);
  if (aIsNumber !== /^\d+$/.test(b)) return aIsNumber ? 1 : -1;
  return aIsNumber ? compareNumerals(a, b) : byCodeUnit(a, b);
}

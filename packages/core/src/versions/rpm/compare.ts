import { byCodeUnit } from '../../order/index.ts';
import { compareNumerals, startsWithDigit } from '../_shared/numerals.ts';
import { type Order, toOrder } from '../_shared/scheme.ts';
import type { RpmPieces, RpmVersion } from './parse.ts';

/** Epoch, version, release; each of the last two by rpmvercmp. */
export function compareRpm(left: RpmVersion, right: RpmVersion): Order {
  return (
    compareNumerals(left.epoch, right.epoch) ||
    comparePieces(left.version, right.version) ||
    compareReleases(left.release, right.release)
  );
}

function compareReleases(left: RpmPieces | null, right: RpmPieces | null): Order {
  if (left === null || right === null) return toOrder(Number(left !== null) - Number(right !== null));
  return comparePieces(left, right);
}

function comparePieces(left: RpmPieces, right: RpmPieces): Order {
  const longest = Math.max(left.length, right.length);
  for (let i = 0; i < longest; i++) {
    const a = left[i];
    const b = right[i];
    const rank = toOrder(rankOf(a) - rankOf(b));
    if (rank !== 0) return rank;
    const order = a === undefined || b === undefined ? 0 : compareLike(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

function compareLike(a: string, b: string): Order {
  return startsWithDigit(a) ? compareNumerals(a, b) : byCodeUnit(a, b);
}

/** `~` comes before the end, the end before `^`, then letters, then numbers. */
function rankOf(piece: string | undefined): number {
  if (piece === undefined) return 1;
  if (piece === '~') return 0;
  if (piece === '^') return 2;
  return startsWithDigit(piece) ? 4 : 3;
}

import { byCodeUnit } from '../../order/index.ts';
import { compareNumerals } from '../_shared/numerals.ts';
import { type Order, toOrder } from '../_shared/scheme.ts';
import { type MavenItem, type MavenList, releaseRank } from './items.ts';
import type { MavenVersion } from './parse.ts';

/** A qualifier is older than a list, and a list is older than a number. */
const kindRanks = { word: 0, list: 1, number: 2 } as const;

/** ComparableVersion.compareTo: item by item; a missing item stands for "nothing more". */
export function compareMaven(left: MavenVersion, right: MavenVersion): Order {
  return compareLists(left, right);
}

function compareLists(left: MavenList, right: MavenList): Order {
  const shared = Math.min(left.items.length, right.items.length);
  for (let i = 0; i < shared; i++) {
    const order = compareItems(left.items[i] as MavenItem, right.items[i] as MavenItem);
    if (order !== 0) return order;
  }
  return restOrder(left.items.slice(shared)) || toOrder(-restOrder(right.items.slice(shared)));
}

function compareItems(a: MavenItem, b: MavenItem): Order {
  if (a.kind === 'number' && b.kind === 'number') return compareNumerals(a.digits, b.digits);
  if (a.kind === 'word' && b.kind === 'word') return byCodeUnit(a.rank, b.rank);
  if (a.kind === 'list' && b.kind === 'list') return compareLists(a, b);
  return toOrder(kindRanks[a.kind] - kindRanks[b.kind]);
}

/** The first item that says something against nothing decides. */
function restOrder(items: readonly MavenItem[]): Order {
  for (const item of items) {
    const order = againstNothing(item);
    if (order !== 0) return order;
  }
  return 0;
}

function againstNothing(item: MavenItem): Order {
  if (item.kind === 'number') return item.digits === '0' ? 0 : 1;
  return item.kind === 'word' ? byCodeUnit(item.rank, releaseRank) : restOrder(item.items);
}

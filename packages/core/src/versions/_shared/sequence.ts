import type { Order } from './scheme.ts';

/** The first difference of two lists; `atEnd` decides when one ends where the other still has an item. */
export function compareSequences<T>(
  left: readonly T[],
  right: readonly T[],
  rules: { item(a: T, b: T): Order; atEnd(extra: T): Order },
): Order {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const order = rules.item(left[i] as T, right[i] as T);
    if (order !== 0) return order;
  }
  if (left.length === right.length) return 0;
  return left.length > right.length ? rules.atEnd(left[shared] as T) : reversed(rules.atEnd(right[shared] as T));
}

/** The order seen from the other side. */
export function reversed(order: Order): Order {
  return order === 0 ? 0 : order === 1 ? -1 : 1;
}

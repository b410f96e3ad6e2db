/** Code-unit order: the same in every locale. `localeCompare` is banned in the engines. */
export function byCodeUnit(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A comparator over a key, in code-unit or numeric order. */
export function by<T>(...keys: ((item: T) => string | number)[]): (a: T, b: T) => number {
  const count = keys.length;
  return (a, b) => {
    for (let at = 0; at < count; at += 1) {
      const key = keys[at] as (item: T) => string | number;
      const left = key(a);
      const right = key(b);
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

/** The items with distinct keys, first one kept, order kept. */
export function uniqueBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const name = key(item);
    if (!seen.has(name)) seen.set(name, item);
  }
  return [...seen.values()];
}

import type { Bill, Package } from '@gantry/core';
import { nameKey, neededNames } from './needed-names.ts';

/** How a package stands in the graph of dependencies: with edges; named without any; or not at all. */
export type GraphPlace = 'linked' | 'listed' | 'none';

/** Tells the place of packages: by the relationships of the bill, by the document's own graph, and by what their records say they need. */
export function graphPlaces({ relationships, document, packages }: Bill): (one: Package) => GraphPlace {
  const linked = new Set(relationships.flatMap(({ from, to }) => [from, to]));
  const needed = new Set<string>();
  for (const one of packages) {
    const names = neededNames(one.metadata);
    if (names.length > 0) linked.add(one.id);
    for (const name of names) needed.add(nameKey(one.kind, name));
  }
  const stated = document?.stated ?? {};
  return (one) => {
    const said = Object.hasOwn(stated, one.id) ? stated[one.id]?.graph : undefined;
    if (linked.has(one.id) || said === 'linked' || needed.has(nameKey(one.kind, one.name))) return 'linked';
    return said ?? 'none';
  };
}

import type { Bill, Relationship } from '@gantry/core';

/** What the relationships of a bill say about each package that has some, by its id. */
export interface Edges {
  /** Stated dependencies. An id may be there more than once. */
  readonly dependsOn: ReadonlyMap<string, readonly string[]>;
  /** CycloneDX has no such edge: what an archive or a distro package contains has a property with the id of that one. */
  readonly properties: ReadonlyMap<string, readonly Property[]>;
}

/** A property of a component. */
export type Property = readonly [name: string, value: string];

/** Sorts the relationships by the package at whose component they are written. Edges to packages that are not in the bill are none. */
export function indexEdges({ packages, relationships }: Bill): Edges {
  const dependsOn = new Map<string, string[]>();
  const properties = new Map<string, Property[]>();
  const ids = relationships.length > 0 ? new Set(packages.map((pkg) => pkg.id)) : new Set();
  for (const { from, to, type } of relationships.filter((edge) => ids.has(edge.from) && ids.has(edge.to))) {
    if (type !== 'depends-on') append(properties, to, [propertyNames[type], from]);
    else if (from !== to) append(dependsOn, from, to);
  }
  return { dependsOn, properties };
}

const propertyNames: Readonly<Record<Exclude<Relationship['type'], 'depends-on'>, string>> = {
  contains: 'gantry:contained-in',
  owns: 'gantry:owned-by',
};

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

import type { Bill, Package, PackageMetadata } from '@gantry/core';

/** How a package stands in the graph of dependencies: with edges; named without any; or not at all. */
export type GraphPlace = 'linked' | 'listed' | 'none';

/** Tells the place of packages: by the relationships of the bill, by the document's own graph, and by what their records say they need. */
export function graphPlaces({ relationships, document }: Bill): (one: Package) => GraphPlace {
  const linked = new Set(relationships.flatMap(({ from, to }) => [from, to]));
  const stated = document?.stated ?? {};
  return (one) => {
    const said = Object.hasOwn(stated, one.id) ? stated[one.id]?.graph : undefined;
    if (linked.has(one.id) || said === 'linked' || needsSomething(one.metadata)) return 'linked';
    return said ?? 'none';
  };
}

/** The records of package managers name what a package needs, although not by the ids of a bill. */
function needsSomething(metadata: PackageMetadata): boolean {
  switch (metadata.kind) {
    case 'apk':
      return hasSome(metadata.pullDependencies);
    case 'cargo':
      return hasSome(metadata.dependencies);
    case 'deb':
      return hasSome(metadata.depends) || hasSome(metadata.preDepends);
    case 'npm':
      return Object.keys(metadata.dependencies ?? {}).length > 0;
    case 'pypi':
      return hasSome(metadata.requiresDist);
    case 'rpm':
      return hasSome(metadata.requires);
    default:
      return false;
  }
}

function hasSome(items: readonly string[] | undefined): boolean {
  return items !== undefined && items.length > 0;
}

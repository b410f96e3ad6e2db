import type { CatalogResult } from '../../cataloging/define-cataloger.ts';
import type { LockedCrate } from './facts.ts';

/** `depends-on` edges between the crates of one lock file; `offset` is the index of its first package. */
export function dependencyEdges(
  crates: readonly LockedCrate[],
  offset: number,
): NonNullable<CatalogResult['relationships']> {
  const places = new Map<string, number>();
  crates.forEach(({ name, version, source }, index) => {
    for (const key of [name, `${name} ${version}`, `${name} ${version} (${source})`]) places.set(key, offset + index);
  });
  return crates.flatMap((crate, index) =>
    (crate.dependencies ?? []).flatMap((dependency) => {
      const to = places.get(dependency);
      return to === undefined ? [] : [{ from: offset + index, to, type: 'depends-on' as const }];
    }),
  );
}

import { type PackageDraft, uniqueBy } from '@gantry/core';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { languagePackage, type Place } from '../_shared/language-package.ts';
import { dependencyEdges } from './dependency-edges.ts';
import type { CargoLockFacts, LockedCrate } from './facts.ts';

/** One `declared` package for each crate of each lock file, with the edges that the file states. */
export function assembleCargoLocks(files: readonly VisibleFacts<CargoLockFacts>[]): CatalogResult {
  const packages: PackageDraft[] = [];
  const relationships: NonNullable<CatalogResult['relationships']>[number][] = [];
  for (const file of files) {
    if (vendoredPath.test(file.path)) continue;
    const crates = uniqueBy(file.facts.crates, (crate) => [crate.name, crate.version, crate.source].join('\u0000'));
    relationships.push(...dependencyEdges(crates, packages.length));
    packages.push(...crates.map((crate) => toPackage(crate, file)));
  }
  return { packages, relationships };
}

/** The lock file of a crate in Cargo's own cache of sources: cargo does not use it. */
const vendoredPath = /\/(?:registry\/src\/[^/]+|git\/checkouts\/[^/]+)\//;

function toPackage(crate: LockedCrate, place: Place): PackageDraft {
  const { name, version, ...details } = crate;
  const outside = crate.source.startsWith('git+');
  return languagePackage({
    name,
    version,
    purl: outside ? { name, qualifiers: { vcs_url: crate.source } } : { name },
    licenses: [],
    places: [place],
    foundBy: 'cargo-lock',
    evidence: 'declared',
    metadata: { kind: 'cargo', ...details },
  });
}

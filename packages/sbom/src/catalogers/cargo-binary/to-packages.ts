import type { PackageDraft } from '@gantry/core';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { languagePackage } from '../_shared/language-package.ts';
import type { CargoBinaryFacts, CrateFacts } from './facts.ts';

/** One package for each crate of each program, and what depends on what. */
export function toPackages(files: readonly VisibleFacts<CargoBinaryFacts>[]): CatalogResult {
  const packages: PackageDraft[] = [];
  const relationships: NonNullable<CatalogResult['relationships']>[number][] = [];
  for (const file of files) {
    const { crates } = file.facts;
    const first = packages.length;
    for (const [index, crate] of crates.entries()) {
      packages.push(toPackage(file, crate));
      for (const target of crate.dependencies)
        relationships.push({ from: first + index, to: first + target, type: 'depends-on' });
    }
  }
  return { packages, relationships };
}

function toPackage(file: VisibleFacts<CargoBinaryFacts>, crate: CrateFacts): PackageDraft {
  const dependencies = crate.dependencies.flatMap((index) => file.facts.crates[index]?.name ?? []);
  return languagePackage({
    name: crate.name,
    version: crate.version,
    purl: { name: crate.name },
    licenses: [],
    places: [{ path: file.path, ...(file.layer !== undefined && { layer: file.layer }) }],
    foundBy: 'cargo-binary',
    evidence: 'binary',
    metadata: {
      kind: 'cargo',
      dependencyKind: crate.kind,
      ...(crate.source !== '' && { source: crate.source }),
      ...(dependencies.length > 0 && { dependencies }),
    },
  });
}

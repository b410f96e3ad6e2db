import { type PackageDraft, uniqueBy } from '@gantry/core';
import { defined } from '@gantry/core/json';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { languagePackage } from '../_shared/language-package.ts';
import type { NugetEntry, NugetFacts } from './facts.ts';

/** One package for each name and version of each file. */
export function assembleNuget(files: readonly VisibleFacts<NugetFacts>[]): CatalogResult {
  const packages = files.flatMap((file) =>
    uniqueBy(file.facts.packages, ({ name, version }) => `${name.toLowerCase()}\u0000${version}`).map((entry) =>
      toPackage(entry, file),
    ),
  );
  return { packages };
}

function toPackage(entry: NugetEntry, file: VisibleFacts<NugetFacts>): PackageDraft {
  const { name, version, license, sha512, path } = entry;
  return languagePackage({
    name,
    version,
    purl: { name },
    licenses: license === undefined ? [] : [license],
    places: [file],
    foundBy: 'nuget',
    evidence: file.facts.evidence,
    metadata: { kind: 'nuget', ...defined({ sha512, path }) },
  });
}

import { canonicalName, type PackageDraft, type PypiMetadata } from '@gantry/core';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { languagePackage } from '../_shared/language-package.ts';
import { fileName } from '../_shared/paths.ts';
import { unreadNote } from '../_shared/unread.ts';
import { type Distribution, distributionsOf, filesOf, sitePackagesOf, supportingPlaces } from './distribution.ts';
import type { CoreMetadata, PythonFacts } from './facts.ts';

/** One package for each distribution that has its metadata; a file list without metadata is reported. */
export function assemblePython(files: readonly VisibleFacts<PythonFacts>[]): CatalogResult {
  const packages: PackageDraft[] = [];
  const unread: { path: string; code: string; because: string }[] = [];
  for (const distribution of distributionsOf(files)) {
    const { metadata, home, others } = distribution;
    if (metadata) packages.push(toPackage(distribution, metadata));
    else if (others.some((file) => file.facts.type === 'files')) unread.push(withoutMetadata(home));
  }
  return { packages, unread };
}

function toPackage(distribution: Distribution, file: VisibleFacts<CoreMetadata>): PackageDraft {
  const { type: _, name, version, licenses, ...details } = file.facts;
  return languagePackage({
    name,
    version,
    purl: { name: canonicalName('PyPI', name) },
    licenses,
    places: [file, ...supportingPlaces(distribution)],
    foundBy: 'python',
    evidence: 'installed',
    metadata: {
      kind: 'pypi',
      ...details,
      sitePackages: sitePackagesOf(distribution.home),
      files: filesOf(distribution),
      ...extras(distribution),
    },
  });
}

function extras({ others }: Distribution): Pick<PypiMetadata, 'installer' | 'topLevel' | 'directUrl'> {
  const found: { installer?: string; topLevel?: readonly string[]; directUrl?: string } = {};
  for (const { facts } of others) {
    if (facts.type === 'installer') found.installer = facts.name;
    if (facts.type === 'top-level') found.topLevel = facts.names;
    if (facts.type === 'direct-url') found.directUrl = facts.url;
  }
  return found;
}

function withoutMetadata(home: string): { path: string; code: string; because: string } {
  const because = 'its METADATA or PKG-INFO is not there or cannot be read';
  return { path: home, ...unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: fileName(home), because })) };
}

import { type PackageDraft, type PackageEvidence, uniqueBy } from '@gantry/core';
import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { languagePackage, type Place } from '../_shared/language-package.ts';
import { folderOf, joinPath } from '../_shared/paths.ts';
import type { ComposerFacts, ListedPackage } from './facts.ts';

/**
 * One package for each entry of an installed.json. The project's composer.lock beside its vendor folder is further
 * evidence for the same name and version; the rest of it is `declared`, without development packages that were not installed.
 */
export function assembleComposer(
  files: readonly VisibleFacts<ComposerFacts>[],
  { tree }: AssembleContext,
): CatalogResult {
  const locks = new Map(files.filter((file) => file.facts.type === 'lock').map((file) => [folderOf(file.path), file]));
  const lists = new Map(files.filter((file) => file.facts.type === 'installed').map((file) => [file.path, file]));
  const packages: PackageDraft[] = [];
  for (const file of lists.values()) {
    const lock = locks.get(folderOf(folderOf(folderOf(file.path))));
    const locked = new Set(lock?.facts.packages.map(identity));
    for (const one of uniqueBy(file.facts.packages, identity)) {
      packages.push(toPackage(one, 'installed', lock && locked.has(identity(one)) ? [file, lock] : [file]));
    }
  }
  for (const [project, lock] of locks) {
    const vendor = lists.get(joinPath(project, 'vendor/composer/installed.json'));
    const installed = new Set(vendor?.facts.packages.map(identity));
    const rest = uniqueBy(lock.facts.packages, identity).filter(
      (one) => !installed.has(identity(one)) && !(vendor && one.dev),
    );
    if (!isVendored(lock.path, tree)) packages.push(...rest.map((one) => toPackage(one, 'declared', [lock])));
  }
  return { packages };
}

function identity({ name, version }: ListedPackage): string {
  return `${name}\u0000${version}`;
}

/** The lock file of an installed package: Composer does not use it. */
function isVendored(path: string, tree: AssembleContext['tree']): boolean {
  const vendor = /^(.*\/vendor)\/[^/]+\/[^/]+\//.exec(path)?.[1];
  return vendor !== undefined && tree.exists(`${vendor}/composer/installed.json`);
}

function toPackage(
  listed: ListedPackage,
  evidence: PackageEvidence,
  places: readonly [Place, ...Place[]],
): PackageDraft {
  const { name, version, licenses, dev: _, ...details } = listed;
  const slash = name.indexOf('/');
  return languagePackage({
    name,
    version,
    purl: { namespace: name.slice(0, slash).toLowerCase(), name: name.slice(slash + 1).toLowerCase() },
    licenses,
    places,
    foundBy: 'composer',
    evidence,
    metadata: { kind: 'composer', ...details },
  });
}

import { kindFacts, kinds, type Package, type PackageKind } from '@gantry/core';
import type { Matcher, MatcherAnswer } from '../../matching/define-matcher.ts';
import { noAnswer, runSearches } from '../_shared/search.ts';
import { type RangeReader, rangeReader } from '../_shared/version-ranges.ts';
import { registryName } from './registry-name.ts';

const readers = new Map<PackageKind, RangeReader>(
  (Object.keys(kinds) as PackageKind[]).flatMap((kind) => {
    const { versionScheme, osvEcosystem } = kindFacts(kind);
    return versionScheme && osvEcosystem ? [[kind, rangeReader(versionScheme)] as const] : [];
  }),
);

/** One search, in the ecosystem of the package's kind, by the name its registry knows. */
export function answerForLanguage(pkg: Package, { store }: Parameters<Matcher['match']>[1]): MatcherAnswer {
  const ecosystem = kindFacts(pkg.kind).osvEcosystem;
  const reader = readers.get(pkg.kind);
  if (!ecosystem || !reader) return noAnswer('unknown-kind', `packages of kind ${pkg.kind} are in no registry`);
  if (pkg.version === null) return noAnswer('no-version', 'no version was found');
  if (!store.covers(ecosystem)) return noAnswer('no-data', `no advisories for ${ecosystem} are loaded`);
  const name = registryName(pkg);
  if (name === null) return noAnswer('no-data', 'its group is not known, and without it no advisory can be looked up');
  return runSearches('language', store, [{ how: 'exact-direct', ecosystem, name, version: pkg.version, reader }]);
}

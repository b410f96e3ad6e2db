import { distroEcosystems, ecosystemFamily, type Package } from '@gantry/core';
import type { Matcher, MatcherAnswer } from '../../matching/define-matcher.ts';
import { noAnswer, runSearches, type Search } from './search.ts';

/** What a matcher of distro packages is told apart by. */
export interface DistroSearch {
  readonly matcher: string;
  /** OSV ecosystem families whose packages are of this kind. */
  readonly families: readonly string[];
  /** The searches in the ecosystems that the store covers, most telling first. */
  searches(pkg: Package & { readonly version: string }, ecosystems: readonly string[]): readonly Search[];
}

/** Asks every ecosystem of the image's distro that the store covers, most specific first. */
export function answerForDistro(
  pkg: Package,
  { store, distro }: Parameters<Matcher['match']>[1],
  { matcher, families, searches }: DistroSearch,
): MatcherAnswer {
  const { version } = pkg;
  if (version === null) return noAnswer('no-version', 'no version was found');
  if (!distro) return noAnswer('no-data', 'the distribution is not known');
  const named = distroEcosystems(distro).filter((ecosystem) => families.includes(ecosystemFamily(ecosystem)));
  const covered = named.filter((ecosystem) => store.covers(ecosystem));
  const asked = searches({ ...pkg, version }, covered);
  if (asked.length > 0) return runSearches(matcher, store, asked);
  const wanted = named.join(' or ') || `${distro.id} ${distro.version ?? ''}`.trim();
  return noAnswer('no-data', `no advisories for ${pkg.kind} packages of ${wanted} are loaded`);
}

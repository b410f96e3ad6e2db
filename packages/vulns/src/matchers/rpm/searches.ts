import { ecosystemFamily, type Package, type RpmMetadata } from '@gantry/core';
import type { AdvisoryStore } from '../../store/types.ts';
import type { Search } from '../_shared/search.ts';
import { rangeReader } from '../_shared/version-ranges.ts';
import { sameModule } from './modularity.ts';
import { readSourceRpm } from './source-rpm.ts';

const reader = rangeReader('rpm');
/** The file name of a source package has no epoch, so the epochs of bounds are left out too. */
const sourceReader = rangeReader('rpm', (bound) => bound.replace(/^\d+:/, ''));

/**
 * Families whose records name source packages. AlmaLinux and Red Hat name every binary package, and numbers of source and
 * binary packages differ (`perl-Errno` 1.28 of perl 5.26), so there a search by source would only invent matches.
 */
const namesSources: readonly string[] = ['Rocky Linux', 'SUSE', 'openSUSE'];

/** What to ask the store about an RPM package: the package, and its source RPM where advisories name sources. */
export function rpmSearches(
  pkg: Package & { readonly version: string },
  ecosystem: string,
  store: AdvisoryStore,
): readonly Search[] {
  const metadata = pkg.metadata.kind === 'rpm' ? pkg.metadata : null;
  const version = fullVersion(pkg, metadata);
  const about = sameModule({ version, metadata }, store);
  const direct: Search = {
    how: 'exact-direct',
    ecosystem,
    name: pkg.name,
    version,
    reader,
    about,
  };
  const source = namesSources.includes(ecosystemFamily(ecosystem)) ? readSourceRpm(metadata?.sourceRpm) : null;
  if (!source || source.name === pkg.name) return [direct];
  const bySource = { name: source.name, version: source.version, reader: sourceReader };
  return [direct, { how: 'exact-indirect', ecosystem, ...bySource, about }];
}

/** `epoch:version-release` from the header, whatever form the package's version text has. */
function fullVersion({ version }: { readonly version: string }, metadata: RpmMetadata | null): string {
  if (!metadata?.upstreamVersion || !metadata.release) return version;
  const epoch = metadata.epoch === null ? '' : `${metadata.epoch}:`;
  return `${epoch}${metadata.upstreamVersion}-${metadata.release}`;
}

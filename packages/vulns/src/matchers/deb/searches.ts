import type { Package } from '@gantry/core';
import type { Search } from '../_shared/search.ts';
import { rangeReader } from '../_shared/version-ranges.ts';
import { inProOrder } from './ubuntu-pro.ts';

const reader = rangeReader('deb');

/**
 * Debian's and Ubuntu's records name source packages, so the source package with its own version is asked first: a binary
 * package may be numbered otherwise (`gcc` 4:12.2.0-3 of gcc-defaults 1.203). The binary name comes second.
 */
export function debSearches(
  pkg: Package & { readonly version: string },
  ecosystems: readonly string[],
): readonly Search[] {
  return inProOrder(ecosystems, pkg.version).flatMap((ecosystem) => searchesIn(pkg, ecosystem));
}

function searchesIn(pkg: Package & { readonly version: string }, ecosystem: string): readonly Search[] {
  const { source, sourceVersion } = sourceOf(pkg);
  const bySource: Search = {
    how: source === pkg.name ? 'exact-direct' : 'exact-indirect',
    ecosystem,
    name: source,
    version: sourceVersion,
    reader,
  };
  if (source === pkg.name) return [bySource];
  return [bySource, { how: 'exact-direct', ecosystem, name: pkg.name, version: pkg.version, reader }];
}

function sourceOf({ name, version, metadata }: Package & { readonly version: string }) {
  if (metadata.kind !== 'deb') return { source: name, sourceVersion: version };
  return { source: metadata.source || name, sourceVersion: metadata.sourceVersion || version };
}

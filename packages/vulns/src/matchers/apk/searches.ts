import type { Package } from '@gantry/core';
import type { Search } from '../_shared/search.ts';
import { rangeReader } from '../_shared/version-ranges.ts';

const reader = rangeReader('apk');

/** Records name the origin; all packages of one origin have its version. */
export function apkSearches(
  { name, version, metadata }: Package & { readonly version: string },
  ecosystem: string,
): readonly Search[] {
  const direct: Search = { how: 'exact-direct', ecosystem, name, version, reader };
  const origin = metadata.kind === 'apk' ? metadata.origin : '';
  if (!origin || origin === name) return [direct];
  return [direct, { how: 'exact-indirect', ecosystem, name: origin, version, reader }];
}

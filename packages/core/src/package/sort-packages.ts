import { by } from '../order/index.ts';
import type { Package } from './package.ts';

/** The packages in the order of a bill: by kind, name, version and id. */
export function sortPackages(packages: readonly Package[]): Package[] {
  return [...packages].sort(
    by(
      ({ kind }) => kind,
      ({ name }) => name,
      ({ version }) => version ?? '',
      ({ id }) => id,
    ),
  );
}

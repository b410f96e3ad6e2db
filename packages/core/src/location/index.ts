import type { Digest } from '../digest/index.ts';

/** Where something was seen. Paths are absolute inside the artifact (`/usr/lib/x`); inner archives follow `!`: `/app/a.jar!/b.jar`. */
export interface Location {
  readonly path: string;
  /** The diff id (digest of the uncompressed layer) of the layer that holds the visible file; absent outside images. */
  readonly layer?: Digest;
  /** The path it was reached by, when symlinks lie between. */
  readonly accessPath?: string;
  /** `primary` states the package; `supporting` adds facts (licences, file lists). */
  readonly role: 'primary' | 'supporting';
}

/** Code-unit text of a location, for sorting and de-duplication. */
export function locationKey(location: Location): string {
  return `${location.path}\u0000${location.layer ?? ''}`;
}

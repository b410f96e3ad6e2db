import { type SchemeName, schemes } from '@gantry/core';

/** An event of a range whose version was read. A null version is before all others (`introduced: "0"`). */
export interface Bound {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  readonly text: string | null;
  readonly version: unknown;
}

/** The bounds of a range that could be read, and the texts that could not. */
export interface ReadBounds {
  readonly bounds: readonly Bound[];
  readonly unreadable: readonly string[];
}

interface ReadVersion {
  readonly ok: boolean;
  readonly version: unknown;
}

/** Many records name the same versions, mostly near each other. */
const cacheSize = 10_000;
const caches = new Map<SchemeName, Map<string, ReadVersion>>();

/** Reads one version text by a scheme, remembering the last ones. */
export function readVersion(scheme: SchemeName, text: string): ReadVersion {
  const cache = cacheOf(scheme);
  const known = cache.get(text);
  if (known) return known;
  const parsed = schemes[scheme].parse(text);
  const read = parsed.ok ? { ok: true, version: parsed.version } : { ok: false, version: null };
  cache.set(text, read);
  return read;
}

function cacheOf(scheme: SchemeName): Map<string, ReadVersion> {
  const known = caches.get(scheme);
  if (known && known.size < cacheSize) return known;
  const fresh = new Map<string, ReadVersion>();
  caches.set(scheme, fresh);
  return fresh;
}

/** The order of two bounds; those before all versions come first. */
export function compareBounds(scheme: SchemeName, left: Bound, right: Bound): number {
  if (left.text === null || right.text === null) return Number(left.text !== null) - Number(right.text !== null);
  return schemes[scheme].compare(left.version, right.version);
}

import type { SchemeName } from '@gantry/core';
import { type Bound, type ReadBounds, readVersion } from './bounds.ts';
import { type Dict, isDict, listAt, own } from './read.ts';

const kinds = ['introduced', 'fixed', 'last_affected', 'limit'] as const;

/**
 * The bounds of one range object. `introduced: "0"` is before every version, `limit: "*"` no limit. A range whose type is
 * `GIT` has none: commits are no versions.
 */
export function readEvents(range: Dict, scheme: SchemeName | null): ReadBounds {
  const bounds: Bound[] = [];
  const unreadable: string[] = [];
  if (own(range, 'type') === 'GIT') return { bounds, unreadable };
  for (const event of listAt(range, 'events')) {
    for (const kind of kinds) {
      const text = isDict(event) ? own(event, kind) : undefined;
      if (typeof text !== 'string') continue;
      const bound = readBound(kind, text, scheme);
      if (bound === 'none') continue;
      if (bound) bounds.push(bound);
      else unreadable.push(`${kind} ${text}`);
    }
  }
  return { bounds, unreadable };
}

function readBound(kind: Bound['kind'], text: string, scheme: SchemeName | null): Bound | 'none' | null {
  if (kind === 'introduced' && text === '0') return { kind, text: null, version: null };
  if (kind === 'limit' && text === '*') return 'none';
  const parsed = scheme ? readVersion(scheme, text) : { ok: false, version: null };
  return parsed.ok ? { kind, text, version: parsed.version } : null;
}

import { type Dict, isDict, listAt, own } from './read.ts';

/** A record whose shape is right wherever matching depends on it. */
export interface OsvRecord extends Dict {
  readonly id: string;
}

/** A record, or the reason why it is refused. */
export type ReadRecord =
  | { readonly ok: true; readonly record: OsvRecord }
  | { readonly ok: false; readonly because: string };

/** Real records have at most a few hundred entries, a few thousand versions; these are far above. */
const limits = { affected: 20_000, versions: 200_000, events: 50_000 } as const;

/** What an id may look like: it becomes a key and is shown on terminals. */
const idShape = /^[\x21-\x7e]{1,200}$/;

/**
 * Reads one OSV record (schema 1.7). It is refused when a part that matching depends on has the wrong type: a record must
 * never count as "does not affect" because it could not be read. Other parts are read leniently.
 */
export function readRecord(text: string): ReadRecord {
  const value = parse(text);
  if (value === undefined) return refuse('not-json');
  if (!isDict(value)) return refuse('not-an-object');
  const because = wrongPart(value);
  return because ? refuse(because) : { ok: true, record: value as OsvRecord };
}

function wrongPart(value: Dict): string | null {
  const id = own(value, 'id');
  if (typeof id !== 'string' || !idShape.test(id)) return 'bad-id';
  if (!isTextOrAbsent(own(value, 'withdrawn'))) return 'bad-withdrawn';
  const affected = own(value, 'affected') ?? [];
  if (!Array.isArray(affected)) return 'bad-affected';
  if (affected.length > limits.affected) return 'too-many-affected';
  for (const entry of affected) {
    const because = wrongAffected(entry);
    if (because) return because;
  }
  return null;
}

function wrongAffected(entry: unknown): string | null {
  if (!isDict(entry)) return 'bad-affected';
  const named = own(entry, 'package');
  if (named !== undefined && named !== null && !isPackage(named)) return 'bad-package';
  const versions = own(entry, 'versions') ?? [];
  if (!Array.isArray(versions) || !versions.every(isPlain)) return 'bad-versions';
  if (versions.length > limits.versions) return 'too-many-versions';
  const ranges = own(entry, 'ranges') ?? [];
  return Array.isArray(ranges) && ranges.every(isRange) ? null : 'bad-ranges';
}

function isPackage(value: unknown): boolean {
  return isDict(value) && isName(own(value, 'ecosystem')) && isName(own(value, 'name'));
}

function isName(value: unknown): boolean {
  return value !== '' && isPlain(value);
}

function isRange(value: unknown): boolean {
  if (!isDict(value) || typeof own(value, 'type') !== 'string' || !Array.isArray(own(value, 'events'))) return false;
  const events = listAt(value, 'events');
  return events.length <= limits.events && events.every(isEvent);
}

function isEvent(value: unknown): boolean {
  return isDict(value) && Object.values(value).every(isPlain);
}

/** A short text without control characters: it becomes part of keys and is shown on terminals. */
function isPlain(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 1_000 && !/\p{Cc}/u.test(value);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refuse(because: string): ReadRecord {
  return { ok: false, because };
}

import type { SchemeName, VersionStretch } from '@gantry/core';
import { compareBounds, readVersion } from './bounds.ts';
import { readEvents } from './events.ts';
import { type Dict, dictAt, isDict, listAt, own, textAt } from './read.ts';
import { toStretches } from './stretches.ts';

/** What the ranges of one affected entry say. */
export interface ReadRanges {
  readonly stretches: readonly VersionStretch[];
  /** Bounds that no scheme of ours reads, and ranges that only name commits while no version is listed. */
  readonly unreadable: readonly string[];
}

/** All ranges of an affected entry, in the record's order; a GIT range among them, wherever it stands, says nothing here. */
export function readRanges(entry: Dict, scheme: SchemeName | null): ReadRanges {
  const read = trueRanges(entry).map((range) => readRange(range, scheme));
  const stretches = read.flatMap((range) => range.stretches);
  return {
    stretches: distinct(stretches.map((stretch) => closeByLastKnown(stretch, entry, scheme))),
    unreadable: read.flatMap((range) => range.unreadable),
  };
}

/**
 * The Go vulnerability database puts versions that its proxy does not know into `ecosystem_specific.custom_ranges` and
 * lets the standard range say "all" (its documentation of the format, "NonGoVersions"): then the custom ones are the truth.
 */
function trueRanges(entry: Dict): readonly Dict[] {
  const standard = listAt(entry, 'ranges').filter(isDict);
  const custom = listAt(dictAt(entry, 'ecosystem_specific'), 'custom_ranges').filter(isDict);
  const usable = custom.filter((range) => listAt(range, 'events').length > 0);
  return usable.length > 0 && standard.every(saysEverything) ? usable : standard;
}

function saysEverything(range: Dict): boolean {
  const events = listAt(range, 'events');
  return events.length === 1 && isDict(events[0]) && own(events[0], 'introduced') === '0';
}

/** One bound that cannot be read makes the order of all of them unsure, so the whole range is reported instead. */
function readRange(range: Dict, scheme: SchemeName | null): ReadRanges {
  const { bounds, unreadable } = readEvents(range, scheme);
  if (unreadable.length > 0) return { stretches: [], unreadable };
  // Without a scheme only "everything" can be read, and that needs no order.
  return { stretches: toStretches(bounds, scheme ?? 'semver'), unreadable };
}

const lastKnown = /^(<=|<) ?(\S{1,200})$/;

/**
 * GitHub's records without a fix leave the range open and give its end in
 * `database_specific.last_known_affected_version_range` (`<= 2.3.1`, `< 1.2`).
 */
function closeByLastKnown(stretch: VersionStretch, entry: Dict, scheme: SchemeName | null): VersionStretch {
  if (stretch.fixed !== null || stretch.lastAffected !== null || !scheme) return stretch;
  const said = textAt(dictAt(entry, 'database_specific'), 'last_known_affected_version_range');
  const [, sign, end] = lastKnown.exec(said?.trim() ?? '') ?? [];
  if (!end || !isAfter(end, stretch.introduced, { scheme, orEqual: sign === '<=' })) return stretch;
  return sign === '<=' ? { ...stretch, lastAffected: end } : { ...stretch, fixed: end };
}

function isAfter(end: string, begin: string | null, by: { scheme: SchemeName; orEqual: boolean }): boolean {
  const read = readVersion(by.scheme, end);
  if (!read.ok) return false;
  if (begin === null) return true;
  const from = { kind: 'introduced', text: begin, version: readVersion(by.scheme, begin).version } as const;
  const order = compareBounds(by.scheme, { kind: 'fixed', text: end, version: read.version }, from);
  return order > 0 || (by.orEqual && order === 0);
}

function distinct(stretches: readonly VersionStretch[]): VersionStretch[] {
  if (stretches.length < 2) return [...stretches];
  const seen = new Map<string, VersionStretch>();
  for (const stretch of stretches) {
    seen.set(JSON.stringify([stretch.introduced, stretch.fixed, stretch.lastAffected]), stretch);
  }
  return [...seen.values()];
}

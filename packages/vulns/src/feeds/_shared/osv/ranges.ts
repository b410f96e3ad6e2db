import type { SchemeName, VersionStretch } from '@gantry/core';
import { compareBounds, readVersion } from './bounds.ts';
import { readEvents } from './events.ts';
import { type Dict, dictAt, isDict, listAt, own, textAt } from './read.ts';
import { toStretches } from './stretches.ts';

/** What the ranges of one affected entry say. */
export interface ReadRanges {
  readonly stretches: readonly VersionStretch[];
  /** A range names a fixed version: an end that is only the last known of an open range is none. */
  readonly namesFix: boolean;
  /** Bounds that no scheme of ours reads, and ranges that only name commits while no version is listed. */
  readonly unreadable: readonly string[];
}

/** All ranges of an affected entry, in the record's order; a GIT range among them, wherever it stands, says nothing here. */
export function readRanges(entry: Dict, scheme: SchemeName | null): ReadRanges {
  const standard = listAt(entry, 'ranges').filter(isDict);
  const { stretches, unreadable } = readCustom(entry, standard, scheme) ?? readAll(standard, scheme);
  return {
    stretches: distinct(stretches.map((stretch) => closeByLastKnown(stretch, entry, scheme))),
    namesFix: stretches.some(({ fixed }) => fixed !== null),
    unreadable,
  };
}

type Ranges = Omit<ReadRanges, 'namesFix'>;

function readAll(ranges: readonly Dict[], scheme: SchemeName | null): Ranges {
  const read = ranges.map((range) => readRange(range, scheme));
  return {
    stretches: read.flatMap(({ stretches }) => stretches),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

/**
 * The Go vulnerability database puts versions that its proxy does not know into `ecosystem_specific.custom_ranges` and
 * leaves the standard range without an end (its documentation of the format, "NonGoVersions"): then the custom ones are
 * the truth, from where the standard range begins (`2.0.0+incompatible`). Null when the standard ranges stand: they have
 * an end, or lie wholly behind the custom ones.
 */
function readCustom(entry: Dict, standard: readonly Dict[], scheme: SchemeName | null): Ranges | null {
  const custom = listAt(dictAt(entry, 'ecosystem_specific'), 'custom_ranges').filter(isDict);
  const usable = custom.filter((range) => listAt(range, 'events').length > 0);
  const begins = standard.map(onlyBeginning);
  if (usable.length === 0 || begins.includes(null) || new Set(begins).size > 1) return null;
  const { stretches, unreadable } = readAll(usable, scheme);
  const from = begins[0] ?? '0';
  if (from === '0') return { stretches, unreadable };
  const later = beginAt(stretches, from, scheme);
  return later.length + unreadable.length > 0 ? { stretches: later, unreadable } : null;
}

/** Where a range begins that says nothing else. */
function onlyBeginning(range: Dict): string | null {
  const [event, ...others] = listAt(range, 'events');
  const begin = isDict(event) && others.length === 0 ? own(event, 'introduced') : null;
  return typeof begin === 'string' ? begin : null;
}

/** The parts of stretches from a version on. */
function beginAt(
  stretches: readonly VersionStretch[],
  from: string,
  scheme: SchemeName | null,
): readonly VersionStretch[] {
  if (!scheme || !readVersion(scheme, from).ok) return stretches;
  return stretches
    .filter(({ fixed, lastAffected }) => {
      const end = fixed ?? lastAffected;
      return end === null || isAfter(end, from, { scheme, orEqual: fixed === null });
    })
    .map((stretch) => {
      const { introduced } = stretch;
      const later = introduced !== null && isAfter(introduced, from, { scheme, orEqual: true });
      return later ? stretch : { ...stretch, introduced: from };
    });
}

/** One bound that cannot be read makes the order of all of them unsure, so the whole range is reported instead. */
function readRange(range: Dict, scheme: SchemeName | null): Ranges {
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

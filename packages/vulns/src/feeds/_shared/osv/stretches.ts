import type { SchemeName, VersionStretch } from '@gantry/core';
import { type Bound, compareBounds } from './bounds.ts';

/**
 * The affected stretches of one range, by the evaluation algorithm of the OSV schema: events in the order of the
 * ecosystem's versions, whatever their order in the record; `introduced` opens, `fixed` and `last_affected` close. Where
 * both stand at one version, an open stretch is closed and a new one opened (so nothing is lost between neighbours), and a
 * closed one stays closed (fixed = introduced is an empty stretch). `limit` cuts everything off at the highest limit.
 */
export function toStretches(bounds: readonly Bound[], scheme: SchemeName): VersionStretch[] {
  const events = bounds.filter(({ kind }) => kind !== 'limit');
  const opens = events.some(({ kind }) => kind === 'introduced');
  const sorted = opens ? events : [firstVersion, ...events];
  if (events.length === 0) return [];
  const stretches = walk(groupEqual(sorted, scheme));
  const limit = highestLimit(bounds, scheme);
  return limit ? stretches.flatMap((stretch) => cutOff(stretch, limit, { bounds, scheme })) : stretches;
}

/** A range that only says where it ends begins at the first version. */
const firstVersion: Bound = { kind: 'introduced', text: null, version: null };

function groupEqual(bounds: readonly Bound[], scheme: SchemeName): Bound[][] {
  const groups: Bound[][] = [];
  for (const bound of [...bounds].sort((a, b) => compareBounds(scheme, a, b))) {
    const last = groups.at(-1)?.[0];
    if (last && compareBounds(scheme, last, bound) === 0) groups.at(-1)?.push(bound);
    else groups.push([bound]);
  }
  return groups;
}

function walk(groups: readonly (readonly Bound[])[]): VersionStretch[] {
  const stretches: VersionStretch[] = [];
  let open: Bound | null = null;
  for (const group of groups) {
    const introduced = find(group, 'introduced');
    const fixed = find(group, 'fixed');
    const last = find(group, 'last_affected');
    if (open && (fixed || last)) {
      stretches.push(stretch(open, fixed, last));
      open = introduced;
    } else if (!open && introduced) {
      if (fixed) continue;
      if (last) stretches.push(stretch(introduced, null, last));
      else open = introduced;
    }
  }
  if (open) stretches.push(stretch(open, null, null));
  return stretches;
}

function stretch(from: Bound, fixed: Bound | null, last: Bound | null): VersionStretch {
  return { introduced: from.text, fixed: fixed?.text ?? null, lastAffected: fixed ? null : (last?.text ?? null) };
}

function find(group: readonly Bound[], kind: Bound['kind']): Bound | null {
  return group.find((bound) => bound.kind === kind) ?? null;
}

function highestLimit(bounds: readonly Bound[], scheme: SchemeName): Bound | null {
  const limits = bounds.filter(({ kind }) => kind === 'limit').sort((a, b) => compareBounds(scheme, a, b));
  return limits.at(-1) ?? null;
}

function cutOff(
  stretch: VersionStretch,
  limit: Bound,
  range: { readonly bounds: readonly Bound[]; readonly scheme: SchemeName },
): VersionStretch[] {
  const at = (text: string | null) => range.bounds.find((bound) => bound.text === text) ?? limit;
  const begins = stretch.introduced === null ? firstVersion : at(stretch.introduced);
  if (compareBounds(range.scheme, begins, limit) >= 0) return [];
  const ends = stretch.fixed ?? stretch.lastAffected;
  if (ends !== null && compareBounds(range.scheme, at(ends), limit) < 0) return [stretch];
  return [{ introduced: stretch.introduced, fixed: limit.text, lastAffected: null }];
}

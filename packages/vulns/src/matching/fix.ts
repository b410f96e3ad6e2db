import { type Fix, schemes, type VersionStretch } from '@gantry/core';
import type { Claim } from './claim.ts';

/** Fixed versions that are looked at, lowest first: a hostile record may name any number of them. */
const mostFixes = 200;

const known = new WeakMap<Claim, Fix>();

/** What one claim says of a fix, found once for each claim. */
export function fixOf(claim: Claim): Fix {
  let fix = known.get(claim);
  if (!fix) {
    fix = findFix(claim);
    known.set(claim, fix);
  }
  return fix;
}

/**
 * What one claim says of a fix: every version that it names as fixed, that is above the installed one and that none of its
 * other stretches affects again, lowest first.
 */
function findFix({ row, evidence }: Claim): Fix {
  const scheme = schemes[evidence.scheme];
  const read = (text: string | null) => {
    const parsed = text === null ? null : scheme.parse(text);
    return parsed?.ok ? { version: parsed.version } : null;
  };
  const installed = read(evidence.searched.version);
  if (!installed) return { state: withoutVersion(row.affected.fixState), versions: [] };
  const bounds = row.affected.stretches.map((stretch) => readStretch(stretch, read));
  // The end of a record without a fix is where its source stopped looking: such a version may not even exist.
  const fixed = row.affected.fixState === 'fixed' ? row.affected.stretches : [];
  const fixes = fixed
    .flatMap((stretch, at) => fixedAt(stretch.fixed, bounds[at]))
    .filter(({ version }) => scheme.compare(version, installed.version) > 0)
    .sort((a, b) => scheme.compare(a.version, b.version))
    .filter((fix, i, all) => i === 0 || scheme.compare((all[i - 1] as typeof fix).version, fix.version) !== 0)
    .slice(0, mostFixes)
    .filter(({ version }) => !bounds.some((stretch) => holds(stretch, version, scheme.compare)));
  if (fixes.length > 0) return { state: 'fixed', versions: fixes.map(({ text }) => text) };
  const open = bounds.some((stretch) => stretch.end === null && holds(stretch, installed.version, scheme.compare));
  return { state: open ? neverFixed(row.affected.fixState) : withoutVersion(row.affected.fixState), versions: [] };
}

/** The fixed version of a stretch, which was read as its end. */
function fixedAt(
  fixed: string | null,
  bounds: Bounds | undefined,
): { readonly text: string; readonly version: unknown }[] {
  return fixed === null || !bounds?.end ? [] : [{ text: fixed, version: bounds.end.version }];
}

interface Bounds {
  readonly from: unknown;
  readonly end: { readonly version: unknown; readonly affected: boolean } | null;
}

function readStretch(
  { introduced, fixed, lastAffected }: VersionStretch,
  read: (text: string | null) => { readonly version: unknown } | null,
): Bounds {
  const end = read(fixed ?? lastAffected);
  return { from: read(introduced)?.version, end: end && { version: end.version, affected: fixed === null } };
}

function holds({ from, end }: Bounds, version: unknown, compare: (a: unknown, b: unknown) => number): boolean {
  if (from !== undefined && compare(version, from) < 0) return false;
  if (!end) return true;
  const order = compare(version, end.version);
  return order < 0 || (order === 0 && end.affected);
}

/** The record has a fix, but not for this stretch. */
function neverFixed(state: Fix['state']): Fix['state'] {
  return state === 'fixed' ? 'not-fixed' : state;
}

/** "Fixed" without a version above the installed one names no way out. */
function withoutVersion(state: Fix['state']): Fix['state'] {
  return state === 'fixed' ? 'unknown' : state;
}

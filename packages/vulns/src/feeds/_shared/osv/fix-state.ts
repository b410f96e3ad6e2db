import type { AffectedPackage, VersionStretch } from '@gantry/core';
import type { ReadRanges } from './ranges.ts';
import { type Dict, dictAt, textAt } from './read.ts';

/**
 * Words by which sources say why there is no fix. Debian's tracker: `no-dsa` and `postponed` may still be fixed in a point
 * release, `ignored` and `end-of-life` will not. Ubuntu's tracker: `ignored` will not; `needed`, `pending` and `deferred` may.
 * Wolfi's advisories: `fix-not-planned` will not.
 */
const wontFix: ReadonlySet<string> = new Set([
  'end-of-life',
  'eol',
  'fix-not-planned',
  'ignored',
  'will not fix',
  'wont-fix',
]);

/** Whether a fix exists, and if not, what the source says about one. */
export function readFixState(
  record: Dict,
  entry: Dict,
  { stretches, namesFix }: Pick<ReadRanges, 'stretches' | 'namesFix'>,
): AffectedPackage['fixState'] {
  if (namesFix) return 'fixed';
  const said = statesOf(record, entry);
  if (said.some((state) => wontFix.has(state))) return 'wont-fix';
  // An end that is no fix means that a later version is clean, though the source does not say which.
  return said.length > 0 || stretches.some(isOpen) ? 'not-fixed' : 'unknown';
}

function isOpen({ fixed, lastAffected }: VersionStretch): boolean {
  return fixed === null && lastAffected === null;
}

function statesOf(record: Dict, entry: Dict): string[] {
  const specific = dictAt(entry, 'database_specific');
  return [
    textAt(specific, 'state'),
    textAt(specific, 'status'),
    textAt(dictAt(record, 'database_specific'), 'latest_event'),
  ]
    .filter((state) => state !== null)
    .map((state) => state.toLowerCase());
}

import type { AffectedPackage } from '@gantry/core';
import { ecosystemScheme } from '../ecosystems.ts';
import { readFixState } from './fix-state.ts';
import { readRanges } from './ranges.ts';
import { type Dict, dictAt, listAt, textAt, textsAt } from './read.ts';
import { releaseName } from './release-name.ts';
import { readPackageSeverity } from './severity.ts';
import { readSymbols } from './symbols.ts';

/** What a record says of one package; null when the entry names no package (a git repository only). */
export function toAffected(record: Dict, entry: Dict, source: string): AffectedPackage | null {
  const named = dictAt(entry, 'package');
  const stated = textAt(named, 'ecosystem');
  const name = textAt(named, 'name');
  if (!stated || !name) return null;
  const ecosystem = releaseName(stated);
  const { stretches, namesFix, unreadable } = readRanges(entry, ecosystemScheme(ecosystem));
  const versions = [...new Set(textsAt(entry, 'versions'))];
  const unread =
    unreadable.length === 0 && saysNothing(entry, stretches.length + versions.length)
      ? ['no version or range']
      : unreadable;
  const severity = readPackageSeverity(entry, source);
  const symbols = readSymbols(entry);
  return {
    ecosystem,
    name,
    stretches,
    versions,
    fixState: readFixState(record, entry, { stretches, namesFix }),
    ...(severity && severity.severity !== 'unknown' ? { severity: severity.severity } : {}),
    ...(symbols.length > 0 ? { symbols } : {}),
    ...(unread.length > 0 ? { unreadable: unread } : {}),
  };
}

/**
 * Nothing was found in an entry that names a package: commits only, or no word at all. Which versions are affected is then
 * unknown. Empty stretches (fixed = introduced) are a word: "none".
 */
function saysNothing(entry: Dict, found: number): boolean {
  if (found > 0) return false;
  return !listAt(entry, 'ranges').some(
    (range) => textAt(range as Dict, 'type') !== 'GIT' && listAt(range as Dict, 'events').length > 0,
  );
}

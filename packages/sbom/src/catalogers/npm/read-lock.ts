import { isRecord } from '@gantry/core/json';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from '../_shared/paths.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { field } from '../_shared/values.ts';
import type { LockEntry, LockFacts } from './facts.ts';
import { dependencyEntries } from './lock-dependencies.ts';
import { packageEntries } from './lock-packages.ts';

/**
 * The entries of package-lock.json, npm-shrinkwrap.json or node_modules/.package-lock.json (npm docs, "package-lock.json"):
 * version 1 nests `dependencies`, versions 2 and 3 list `packages` by folder. Entries that cannot be used are
 * reported, and so is a list longer than the limit.
 */
export function readLock(file: ScannedFile, json: Record<string, unknown>): FileReading<LockFacts> {
  const packages = field(json, 'packages');
  const found = isRecord(packages) ? packageEntries(packages) : dependencyEntries(field(json, 'dependencies'));
  const entries: LockEntry[] = [];
  const unread: UnreadNote[] = [];
  const name = fileName(file.path);
  for (const entry of found) {
    if (entries.length >= maxEntries || unread.length >= maxNotes) {
      unread.push(unreadNote(sbomErrors.PACKAGE_FILE_CUT({ file: name, limit: maxEntries })));
      break;
    }
    if ('because' in entry)
      unread.push(unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: name, because: entry.because })));
    else entries.push(entry);
  }
  return { facts: { type: 'lock', entries }, unread };
}

const maxEntries = 100_000;
const maxNotes = 20;

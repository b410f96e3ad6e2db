import { defined, isRecord } from '@gantry/core/json';
import { field, lineOf } from '../_shared/values.ts';
import type { NugetEntry } from './facts.ts';
import { nugetId, nugetVersion } from './names.ts';

/** The packages of packages.lock.json, over all target frameworks; projects are left out. Null for an unusable entry. */
export function packagesLockEntries(json: Record<string, unknown>): (NugetEntry | null)[] | null {
  const frameworks = field(json, 'dependencies');
  if (!isRecord(frameworks)) return null;
  return Object.values(frameworks).flatMap((table) => {
    if (!isRecord(table)) return [null];
    return Object.entries(table).flatMap(([key, row]) => {
      if (lineOf(field(row, 'type'))?.toLowerCase() === 'project') return [];
      const name = nugetId(key);
      const version = nugetVersion(field(row, 'resolved'));
      if (name === undefined || version === undefined) return [null];
      return [{ name, version, ...defined({ sha512: lineOf(field(row, 'contentHash')) }) }];
    });
  });
}

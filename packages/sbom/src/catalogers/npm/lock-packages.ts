import { defined } from '@gantry/core/json';
import { field, lineOf } from '../_shared/values.ts';
import type { LockEntry } from './facts.ts';
import { npmName } from './names.ts';

/** An entry that names no package. */
export interface BadEntry {
  readonly because: string;
}

/**
 * The `packages` of a lock file of version 2 or 3. The project itself (the empty key), links and workspace folders (no
 * `node_modules` in the key) are no packages. An alias says its real name in `name`.
 */
export function* packageEntries(packages: Record<string, unknown>): Generator<LockEntry | BadEntry> {
  for (const [folder, entry] of Object.entries(packages)) {
    const marker = folder.lastIndexOf('node_modules/');
    if (marker < 0 || field(entry, 'link') === true) continue;
    const name = npmName(field(entry, 'name') ?? folder.slice(marker + 'node_modules/'.length));
    if (name === undefined || folder.length > maxFolder) {
      yield { because: 'a folder names no package' };
      continue;
    }
    const version = lineOf(field(entry, 'version')) ?? null;
    yield { folder, name, version, ...lockDetails(entry) };
  }
}

/** The fields that all versions of the format share. */
export function lockDetails(entry: unknown): Pick<LockEntry, 'resolved' | 'integrity' | 'license' | 'omittable'> {
  const omittable = ['dev', 'optional', 'devOptional', 'peer'].some((flag) => field(entry, flag) === true);
  return defined({
    resolved: lineOf(field(entry, 'resolved'), 1000),
    integrity: lineOf(field(entry, 'integrity'), 1000),
    license: lineOf(field(entry, 'license'), 500),
    omittable: omittable ? (true as const) : undefined,
  });
}

/** Longer folders of a lock file are refused. Characters. */
export const maxFolder = 4096;

import { isRecord } from '@gantry/core/json';
import { field, lineOf } from '../_shared/values.ts';
import type { LockEntry } from './facts.ts';
import { type BadEntry, lockDetails, maxFolder } from './lock-packages.ts';
import { npmName } from './names.ts';

/**
 * The nested `dependencies` of a lock file of version 1, walked without recursion. `version` is a version, an alias
 * (`npm:real-name@1.0.0`), a local folder or archive (`file:`, left out: it is the project's own) or the address of a git
 * repository or archive, which says no version.
 */
export function* dependencyEntries(dependencies: unknown): Generator<LockEntry | BadEntry> {
  const waiting: { folder: string; table: unknown }[] = [{ folder: '', table: dependencies }];
  for (let level = waiting.pop(); level !== undefined; level = waiting.pop()) {
    if (!isRecord(level.table)) continue;
    for (const [key, entry] of Object.entries(level.table)) {
      const folder = `${level.folder}node_modules/${key}`;
      if (folder.length > maxFolder) {
        yield { because: 'dependencies nest too deep' };
        continue;
      }
      waiting.push({ folder: `${folder}/`, table: field(entry, 'dependencies') });
      const found = readEntry(key, folder, entry);
      if (found) yield found;
    }
  }
}

function readEntry(key: string, folder: string, entry: unknown): LockEntry | BadEntry | null {
  const stated = lineOf(field(entry, 'version'), 1000);
  if (stated === undefined) return { because: `${npmName(key) ?? 'an entry'} has no usable version` };
  if (/^(?:file|link):/.test(stated)) return null;
  const alias = /^npm:(.+)@([^@]+)$/.exec(stated);
  const name = npmName(alias?.[1] ?? key);
  if (name === undefined) return { because: 'a key names no package' };
  if (stated.includes('://') || /^[\w.-]+:[^/]/.test(stated.replace(/^npm:/, ''))) {
    return { folder, name, version: null, resolved: stated, ...lockDetails(entry) };
  }
  return { folder, name, version: alias?.[2] ?? stated, ...lockDetails(entry) };
}

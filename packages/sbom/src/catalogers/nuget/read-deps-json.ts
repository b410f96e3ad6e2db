import { defined, isRecord } from '@gantry/core/json';
import { field, lineOf } from '../_shared/values.ts';
import type { NugetEntry } from './facts.ts';
import { nugetId, nugetVersion } from './names.ts';

/**
 * The libraries of a `*.deps.json` (.NET "runtime configuration files"): entries of type `package`, and `runtimepack`, the .NET
 * runtime inside a self-contained program. Projects and references are the program's own. Null for an unusable entry.
 */
export function depsJsonEntries(json: Record<string, unknown>): (NugetEntry | null)[] | null {
  const libraries = field(json, 'libraries');
  if (!isRecord(libraries)) return null;
  return Object.entries(libraries).flatMap(([key, library]) => {
    const type = field(library, 'type');
    if (type !== 'package' && type !== 'runtimepack') return typeof type === 'string' ? [] : [null];
    const slash = key.lastIndexOf('/');
    const name = nugetId(key.slice(0, Math.max(0, slash)).replace(/^runtimepack\./, ''));
    const version = nugetVersion(key.slice(slash + 1));
    if (name === undefined || version === undefined) return [null];
    const details = { sha512: lineOf(field(library, 'sha512')), path: lineOf(field(library, 'path'), 1000) };
    return [{ name, version, ...defined(details) }];
  });
}

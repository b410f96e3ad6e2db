import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of layer facts and of the advisory database: `GANTRY_CACHE_DIR`, else the user's cache folder
 * (XDG base directory specification).
 */
export function cacheDir(env: Readonly<Record<string, string | undefined>>): string {
  if (env['GANTRY_CACHE_DIR']) return env['GANTRY_CACHE_DIR'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'gantry');
  return join(homedir(), '.cache', 'gantry');
}

/** Where the advisory database lives. */
export function databaseDir(env: Readonly<Record<string, string | undefined>>): string {
  return join(cacheDir(env), 'db');
}

/** Where layer facts are kept. */
export function layerCacheDir(env: Readonly<Record<string, string | undefined>>): string {
  return join(cacheDir(env), 'layers');
}

import { join } from 'node:path';
import { type Folder, temporaryFolder } from './folders.ts';
import { answer } from './gantry.ts';
import { shared } from './material.ts';

/** Where the records of real advisories lie: a mirror of the public sources. */
export const feeds = join(shared, 'feeds');

/** A cache folder with an advisory database of some ecosystems; the variables that make the program use it. */
export async function loadedCache(
  ecosystems: readonly string[],
): Promise<Folder & { readonly env: { GANTRY_CACHE_DIR: string } }> {
  const folder = temporaryFolder('cache');
  const env = { GANTRY_CACHE_DIR: folder.path };
  await answer(['db', 'update', '--from', feeds, ...ecosystems.flatMap((name) => ['--ecosystem', name])], { env });
  return { ...folder, env };
}

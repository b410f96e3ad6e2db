import { join } from 'node:path';
import { readOrNull, writeAtomic } from '@gantry/io/files';
import type { LayerCache } from './layer-cache.ts';

/** Nothing larger is kept or read back. Bytes. */
const maxBytes = 512 * 2 ** 20;

/** Keeps facts of layers in a folder, a file each, spread over 256 folders. Several processes may use it at a time. */
export function diskCache(folder: string): LayerCache {
  return {
    get: (key) => readOrNull(pathOf(folder, key), maxBytes),
    put: async (key, value) => {
      const size = value.reduce((sum, part) => sum + part.length, 0);
      if (size <= maxBytes) await writeAtomic(pathOf(folder, key), value);
    },
  };
}

/** Keys are ours, yet only what can be no path becomes part of one. */
function pathOf(folder: string, key: string): string {
  const name = key.replace(/[^0-9A-Za-z.-]/g, '_');
  return join(folder, name.slice(-2), name);
}

import type { LayerCache } from './layer-cache.ts';

/** A cache that lasts as long as the process: for tests. */
export function memoryCache(): LayerCache & { readonly entries: Map<string, Uint8Array> } {
  const entries = new Map<string, Uint8Array>();
  return {
    entries,
    get: (key) => Promise.resolve(entries.get(key) ?? null),
    put: (key, value) => {
      entries.set(key, new Uint8Array(Buffer.concat(value)));
      return Promise.resolve();
    },
  };
}

/**
 * Keeps the facts of layers between runs. Keys are letters, digits and dashes; values are bytes of which the cache knows nothing. A cache may
 * forget at any time; whoever reads checks what it gets.
 */
export interface LayerCache {
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, value: readonly Uint8Array[]): Promise<void>;
}

/** A cache that keeps nothing. */
export const noCache: LayerCache = { get: () => Promise.resolve(null), put: () => Promise.resolve() };

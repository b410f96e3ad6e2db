/** Decoded blocks by name, the least recently used dropped first. */
export interface BlockCache {
  get(name: string, make: () => Buffer): Buffer;
}

/** A cache that holds blocks of at most `limit` bytes together, and always the last one. */
export function createBlockCache(limit: number): BlockCache {
  const blocks = new Map<string, Buffer>();
  let size = 0;
  return {
    get(name, make) {
      const known = blocks.get(name);
      if (known) {
        blocks.delete(name);
        blocks.set(name, known);
        return known;
      }
      const made = make();
      blocks.set(name, made);
      size += made.length;
      for (const [oldest, block] of blocks) {
        if (size <= limit || blocks.size === 1) break;
        blocks.delete(oldest);
        size -= block.length;
      }
      return made;
    },
  };
}

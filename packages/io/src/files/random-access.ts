import { readSync } from 'node:fs';

/**
 * Bytes that can be read at any position, in memory or in a temporary file. Reads are synchronous: they serve
 * parsers in worker threads.
 */
export interface RandomAccess {
  readonly size: number;
  /** The bytes from `offset`; fewer than `length` only at the end. The result may be overwritten later: copy what is kept. */
  read(offset: number, length: number): Uint8Array;
}

/** Random access over bytes in memory. */
export function memoryAccess(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}

/** Random access over a stretch of an open file. The caller closes the descriptor. */
export function fileAccess(descriptor: number, start: number, size: number): RandomAccess {
  return {
    size,
    read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = Buffer.allocUnsafe(wanted);
      let done = 0;
      while (done < wanted) {
        const got = readSync(descriptor, bytes, done, wanted - done, start + offset + done);
        if (got === 0) break;
        done += got;
      }
      return bytes.subarray(0, done);
    },
  };
}

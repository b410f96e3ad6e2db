import { open } from 'node:fs/promises';
import { readingFlags } from './open-regular.ts';

/** All bytes of a file, or null when it is not there, larger than `limit` or cannot be read: for caches, which may forget. */
export async function readOrNull(path: string, limit: number): Promise<Uint8Array | null> {
  try {
    const handle = await open(path, readingFlags);
    try {
      const found = await handle.stat();
      const { size } = found;
      if (!found.isFile() || size > limit) return null;
      const bytes = Buffer.allocUnsafeSlow(size);
      let done = 0;
      for (let got = -1; done < size && got !== 0; done += got)
        got = (await handle.read(bytes, done, size - done, done)).bytesRead;
      return done === size ? bytes : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

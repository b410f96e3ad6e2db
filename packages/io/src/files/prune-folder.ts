import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { by } from '@gantry/core/order';

interface KeptFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds of the last write. */
  readonly written: number;
}

/**
 * Removes the oldest files of a folder and those below it until the rest has at most `limit` bytes; gives the bytes that went. For caches: what cannot be
 * read or removed, because another process was quicker, is passed over.
 */
export async function pruneFolder(folder: string, limit: number): Promise<number> {
  const files = await filesBelow(folder);
  let left = files.reduce((sum, { size }) => sum + size, 0);
  let gone = 0;
  for (const { path, size } of files.sort(by(({ written }) => written))) {
    if (left <= limit) break;
    await rm(path, { force: true }).catch(() => undefined);
    left -= size;
    gone += size;
  }
  return gone;
}

async function filesBelow(folder: string): Promise<KeptFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: KeptFile[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const found = entry.isFile() ? await stat(path).catch(() => null) : null;
    if (found !== null) files.push({ path, size: found.size, written: found.mtimeMs });
  }
  return files;
}

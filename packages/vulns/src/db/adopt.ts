import { createHash, type Hash } from 'node:crypto';
import { openBlockFile } from '@gantry/io/blocks';
import { writeAtomic } from '@gantry/io/files';
import { vulnsErrors } from '../errors.ts';
import { installDatabase } from './install.ts';
import { readPointer } from './pointer.ts';

/** The database file of a folder. */
export interface InstalledFile {
  readonly path: string;
  /** `sha256:` of its bytes. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** Which file is the database of a folder; null when there is none that its pointer names. */
export function installedFile(dir: string): InstalledFile | null {
  const pointer = readPointer(dir);
  if (pointer === 'missing' || pointer === 'damaged') return null;
  return { path: `${dir}/${pointer.file}`, digest: pointer.digest, size: pointer.size };
}

/**
 * Puts a database that was built elsewhere in place, as an update would: nothing changes unless its bytes have the digest.
 * VULNS_DB_CORRUPT, VULNS_DB_LOCKED.
 */
export async function adoptDatabase(dir: string, digest: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await installDatabase(dir, async ({ file }) => {
    const hash = createHash('sha256');
    await writeAtomic(file, hashed(bytes, hash));
    const found = `sha256:${hash.digest('hex')}`;
    if (found !== digest) throw vulnsErrors.DB_CORRUPT({ path: dir, because: `${found} came in place of ${digest}` });
    const opened = openBlockFile(file);
    opened.close();
    return { digest, size: opened.size };
  });
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

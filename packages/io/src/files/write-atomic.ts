import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ioErrors } from '../errors/index.ts';

/**
 * Writes a file whole or not at all: into a neighbour of a random name first, then renamed over `path`. Makes the folder.
 * Fails with IO_WRITE_FAILED.
 */
export async function writeAtomic(path: string, parts: Iterable<Uint8Array>): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      for (const part of parts) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw ioErrors.WRITE_FAILED({ path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' }, { cause });
  }
}

import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isCodedError } from '@gantry/core';
import { ioErrors } from '../errors/index.ts';
import { pathKind } from './path-kind.ts';

/**
 * Writes a file whole or not at all: into a neighbour of a random name first, then renamed over `path`. Makes the folder. `mode` is cut
 * by the process's mask; by default only the user may read the file.
 * Fails with IO_WRITE_FAILED; a coded error of the parts themselves passes as it is.
 */
export async function writeAtomic(
  path: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  mode = 0o600,
): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', mode);
    try {
      for await (const part of parts) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (isCodedError(cause)) throw cause;
    throw ioErrors.WRITE_FAILED({ path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' }, { cause });
  }
}

/**
 * Writes what a user asked for: whole or not at all, readable as the process's mask says. A device or a pipe (`/dev/stdout`) is written to,
 * never replaced. Fails with IO_WRITE_FAILED.
 */
export async function writeResult(path: string, parts: Iterable<Uint8Array>): Promise<void> {
  if ((await pathKind(path)) !== 'other') return writeAtomic(path, parts, 0o666);
  try {
    const handle = await open(path, 'w');
    try {
      for (const part of parts) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw ioErrors.WRITE_FAILED({ path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' }, { cause });
  }
}

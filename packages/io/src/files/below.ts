import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ioErrors } from '../errors/index.ts';

/** A regular file that was found without following a link. */
export interface FileBelow {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Finds the regular file `names` below `root`. Only the root itself may be a symbolic link: a link, a device or a name with a
 * separator anywhere below it fails with IO_FILE_UNREADABLE, an absent file with IO_FILE_MISSING.
 */
export async function fileBelow(root: string, names: readonly string[]): Promise<FileBelow> {
  let path = root;
  for (const [position, name] of names.entries()) {
    if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name))
      throw unreadable(join(path), 'a name is not plain');
    path = join(path, name);
    const found = await lstat(path).catch((error: unknown) => fail(path, error));
    const last = position === names.length - 1;
    if (found.isSymbolicLink()) throw unreadable(path, 'it is a symbolic link');
    if (last && !found.isFile()) throw unreadable(path, 'it is not a regular file');
    if (!last && !found.isDirectory()) throw unreadable(path, 'it is not a folder');
    if (last) return { path, size: found.size };
  }
  throw unreadable(root, 'no name was given');
}

/** The bytes of the regular file `names` below `root`, at most `limit` (else IO_FILE_TOO_LARGE); links as in `fileBelow`. */
export async function readBelow(root: string, names: readonly string[], limit: number): Promise<Uint8Array> {
  const { path } = await fileBelow(root, names);
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => fail(path, error),
  );
  try {
    const { size } = await handle.stat();
    if (size > limit) throw ioErrors.FILE_TOO_LARGE({ path, size, limit });
    return await readStretch(handle, path, { offset: 0, length: size });
  } finally {
    await handle.close();
  }
}

/** Bytes of a regular file from `offset`; IO_FILE_UNREADABLE when it ends before `length` bytes. The caller bounds `length`. */
export async function readRange(
  path: string,
  stretch: { readonly offset: number; readonly length: number },
): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((error: unknown) => fail(path, error));
  try {
    return await readStretch(handle, path, stretch);
  } finally {
    await handle.close();
  }
}

async function readStretch(
  handle: FileHandle,
  path: string,
  stretch: { readonly offset: number; readonly length: number },
): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(stretch.length);
  let done = 0;
  while (done < stretch.length) {
    const { bytesRead } = await handle
      .read(bytes, done, stretch.length - done, stretch.offset + done)
      .catch((error: unknown) => fail(path, error));
    if (bytesRead === 0) throw unreadable(path, 'it ends too early');
    done += bytesRead;
  }
  return bytes;
}

function fail(path: string, cause: unknown): never {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') throw ioErrors.FILE_MISSING({ path }, { cause });
  throw unreadable(path, code ?? 'the system gave no reason', cause);
}

function unreadable(path: string, because: string, cause?: unknown): Error {
  return ioErrors.FILE_UNREADABLE({ path, because }, cause === undefined ? undefined : { cause });
}

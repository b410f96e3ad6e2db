import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { ioErrors } from '../errors/index.ts';

/** Makes a folder, and those above it, that only the user may look into; one that is there stays as it is. IO_WRITE_FAILED. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch(refuse(path));
}

/** Names of what lies in a folder. IO_FILE_UNREADABLE. */
export async function namesIn(path: string): Promise<readonly string[]> {
  return readdir(path).catch((cause: NodeJS.ErrnoException) => {
    throw ioErrors.FILE_UNREADABLE({ path, because: cause.code ?? 'unknown' }, { cause });
  });
}

/** Removes a file or a folder with all in it, if it is there. IO_WRITE_FAILED. */
export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(refuse(path));
}

/** Gives a file or folder another name in the same file system. IO_WRITE_FAILED. */
export async function moveTo(from: string, to: string): Promise<void> {
  await rename(from, to).catch(refuse(to));
}

/** Permission bits and time of the last change (milliseconds since 1970); null when nothing is there. */
export async function modeAndTime(path: string): Promise<{ readonly mode: number; readonly changed: number } | null> {
  return stat(path).then(
    ({ mode, mtimeMs }) => ({ mode: mode & 0o777, changed: mtimeMs }),
    () => null,
  );
}

/** Writes a file that only the user may read, down to the disk; false, and nothing is written, when there is one. IO_WRITE_FAILED. */
export async function writeSecret(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return refuse(path)(error as NodeJS.ErrnoException);
  }
}

function refuse(path: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    throw ioErrors.WRITE_FAILED({ path, because: cause.code ?? 'unknown' }, { cause });
  };
}

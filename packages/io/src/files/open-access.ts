import { closeSync, fstatSync, openSync } from 'node:fs';
import { ioErrors } from '../errors/index.ts';
import { fileAccess, type RandomAccess } from './random-access.ts';

/** An open file. */
export interface OpenAccess {
  readonly access: RandomAccess;
  close(): void;
}

/** Opens a regular file that a user named for reading at any position. IO_FILE_MISSING, IO_FILE_UNREADABLE. */
export function openAccess(path: string): OpenAccess {
  const descriptor = openOrFail(path);
  const found = fstatSync(descriptor);
  if (!found.isFile()) {
    closeSync(descriptor);
    throw ioErrors.FILE_UNREADABLE({ path, because: 'it is not a regular file' });
  }
  return { access: fileAccess(descriptor, 0, found.size), close: () => closeSync(descriptor) };
}

function openOrFail(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw ioErrors.FILE_MISSING({ path }, { cause });
    throw ioErrors.FILE_UNREADABLE({ path, because: code }, { cause });
  }
}

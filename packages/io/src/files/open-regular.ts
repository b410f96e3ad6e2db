import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { ioErrors } from '../errors/index.ts';

/** Opening a named pipe would wait for its writer, for ever when there is none; this opens it at once, to be refused. */
export const readingFlags: number = constants.O_RDONLY | constants.O_NONBLOCK;

/** Opens a regular file for reading and gives its descriptor. Never waits. Fails with IO_FILE_MISSING or IO_FILE_UNREADABLE. */
export function openRegular(path: string): number {
  const descriptor = codedRead(path, () => openSync(path, readingFlags));
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw ioErrors.FILE_UNREADABLE({ path, because: 'it is not a regular file' });
}

/** Does what reads a file; what the system reports becomes IO_FILE_MISSING or IO_FILE_UNREADABLE. */
export function codedRead<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw readFailure(path, cause as NodeJS.ErrnoException);
  }
}

/** The coded error for a file that the system does not open or read. */
export function readFailure(path: string, cause: NodeJS.ErrnoException): Error {
  const code = cause.code ?? 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') return ioErrors.FILE_MISSING({ path }, { cause });
  return ioErrors.FILE_UNREADABLE({ path, because: code }, { cause });
}

import { closeSync, fstatSync } from 'node:fs';
import { openRegular } from './open-regular.ts';
import { fileAccess, type RandomAccess } from './random-access.ts';

/** An open file. */
export interface OpenAccess {
  readonly access: RandomAccess;
  close(): void;
}

/** Opens a regular file that a user named for reading at any position. IO_FILE_MISSING, IO_FILE_UNREADABLE. */
export function openAccess(path: string): OpenAccess {
  const descriptor = openRegular(path);
  return { access: fileAccess(descriptor, 0, fstatSync(descriptor).size), close: () => closeSync(descriptor) };
}

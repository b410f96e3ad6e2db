import { stat } from 'node:fs/promises';

/** What a path leads to, links followed. A path that may not be looked at counts as missing. */
export type PathKind = 'file' | 'folder' | 'missing' | 'other';

/** Looks at a path that a user named; never fails. */
export async function pathKind(path: string): Promise<PathKind> {
  if (path === '' || path.includes('\0')) return 'missing';
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'missing';
  }
}

/** Is there a folder at this path? */
export async function isFolder(path: string): Promise<boolean> {
  return (await pathKind(path)) === 'folder';
}

/** Is there a regular file at this path? */
export async function isFile(path: string): Promise<boolean> {
  return (await pathKind(path)) === 'file';
}

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  type Stats,
  statfsSync,
} from 'node:fs';
import { ioErrors } from '../errors/index.ts';
import { fileAccess, type RandomAccess } from './random-access.ts';

/** What lies at a path below the walked folder; links are not followed. */
export interface FoundPath {
  /** Byte text of the path below the folder, without leading slash; empty for the folder itself. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink' | 'special';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Byte text of the target of a symlink. */
  readonly link: string;
}

/** Takes what a walk finds. False from `found` ends the walk. */
export interface FolderVisitor {
  found(entry: FoundPath): boolean;
  /** A path that cannot be looked at, with the system's reason; `pseudo`: a mounted proc, sysfs and the like, left out. */
  unreadable(path: string, because: string): void;
}

/** File systems that hold no files but windows into the kernel, by `statfs` type (linux/magic.h). */
const pseudoTypes = new Set([
  0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0xcafe4a11, 0x73636673, 0x1cd1, 0x6165676c,
  0x19800202, 0x42494e4d,
]);

/** Walks a folder depth first in code-unit order of bytes. Symlinks are entries, never ways. Synchronous: for worker threads. */
export function walkFolder(root: string, visitor: FolderVisitor): void {
  const top = look(root, '', visitor);
  if (top === null || !visitor.found(toFound(top, '', ''))) return;
  const open: Folder[] = [{ path: '', device: top.dev }];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const below = visitFolder(root, folder, visitor);
    if (below === null) return;
    open.push(...below.reverse());
  }
}

interface Folder {
  readonly path: string;
  /** Number of the file system it lies on. */
  readonly device: number;
}

/** Shows the entries of one folder; gives the folders in it that are to be walked, or null when the visitor has enough. */
function visitFolder(root: string, folder: Folder, visitor: FolderVisitor): Folder[] | null {
  const below: Folder[] = [];
  for (const name of names(root, folder.path, visitor)) {
    const path = folder.path === '' ? name : `${folder.path}/${name}`;
    const stats = look(root, path, visitor);
    const link = stats?.isSymbolicLink() === true ? target(root, path, visitor) : '';
    if (stats === null || link === null) continue;
    if (!visitor.found(toFound(stats, path, link))) return null;
    const enter = stats.isDirectory() && (stats.dev === folder.device || enterable(root, path, visitor));
    if (enter) below.push({ path, device: stats.dev });
  }
  return below;
}

/** What lies at one path below a folder; null when it cannot be looked at, which the visitor hears. */
export function findBelow(root: string, path: string, visitor: FolderVisitor): FoundPath | null {
  const stats = look(root, path, visitor);
  return stats === null
    ? null
    : toFound(stats, path, stats.isSymbolicLink() ? (target(root, path, visitor) ?? '') : '');
}

/** Opens a regular file below a folder for reading at any position; a path that became something else meanwhile fails with IO_FILE_UNREADABLE. */
export function openBelow(root: string, path: string): { readonly content: RandomAccess; close(): void } {
  const full = join(root, path);
  const descriptor = openFile(full);
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    closeSync(descriptor);
    throw ioErrors.FILE_UNREADABLE({ path: full.toString(), because: 'it is not a regular file' });
  }
  return { content: fileAccess(descriptor, 0, stats.size), close: () => closeSync(descriptor) };
}

function openFile(full: Buffer): number {
  try {
    return openSync(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw ioErrors.FILE_UNREADABLE({ path: full.toString(), because: reason(cause) }, { cause });
  }
}

function names(root: string, path: string, visitor: FolderVisitor): string[] {
  try {
    return readdirSync(join(root, path), { encoding: 'latin1' }).sort();
  } catch (error) {
    visitor.unreadable(path, reason(error));
    return [];
  }
}

function look(root: string, path: string, visitor: FolderVisitor): Stats | null {
  try {
    return path === '' ? lstatSync(join(root, '.')) : lstatSync(join(root, path));
  } catch (error) {
    visitor.unreadable(path, reason(error));
    return null;
  }
}

function target(root: string, path: string, visitor: FolderVisitor): string | null {
  try {
    return readlinkSync(join(root, path), { encoding: 'latin1' });
  } catch (error) {
    visitor.unreadable(path, reason(error));
    return null;
  }
}

/** Of mounted file systems those of the kernel are not entered: their files have no end and no meaning for an artifact. */
function enterable(root: string, path: string, visitor: FolderVisitor): boolean {
  try {
    if (!pseudoTypes.has(statfsSync(join(root, path)).type)) return true;
    visitor.unreadable(path, 'it is a file system of the kernel');
  } catch (error) {
    visitor.unreadable(path, reason(error));
  }
  return false;
}

function toFound(stats: Stats, path: string, link: string): FoundPath {
  const kind = stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'directory'
      : stats.isSymbolicLink()
        ? 'symlink'
        : 'special';
  return { path, kind, mode: stats.mode & 0o7777, uid: stats.uid, gid: stats.gid, size: stats.size, link };
}

/** Names are bytes, so paths are put together as bytes. */
function join(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(root), Buffer.from('/'), Buffer.from(path, 'latin1')]);
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}

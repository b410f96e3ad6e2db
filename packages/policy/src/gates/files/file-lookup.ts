import type { FileFacts, FileIndex } from '@gantry/core';

/** Finds entries by the paths that people write: folders may be symbolic links (`/bin` to `usr/bin`). */
export interface FileLookup {
  /** The entry at a path; links in the middle are followed, one at the end is the entry itself. */
  find(path: string): FileFacts | null;
  /** The entry at a path with links followed to their end; null also when they lead nowhere or in a circle. */
  follow(path: string): FileFacts | null;
}

/** As many links as Linux follows. */
const mostLinks = 40;

const lookups = new WeakMap<FileIndex, FileLookup>();

/** The look-up of an index; made once for each. */
export function fileLookup(index: FileIndex): FileLookup {
  const known = lookups.get(index) ?? makeLookup(index);
  lookups.set(index, known);
  return known;
}

function makeLookup({ entries }: FileIndex): FileLookup {
  const byPath = new Map(entries.map((file) => [file.path, file]));
  // The root is the empty text, so that a slash and a name can follow.
  const folders = new Map<string, string | null>([
    ['', ''],
    ['/', ''],
  ]);

  /** The real path of a folder; null when links lead in a circle. Folders that only their files tell of count too. */
  function realFolder(path: string, links: number): string | null {
    const known = folders.get(path);
    if (known !== undefined || links > mostLinks) return known ?? null;
    folders.set(path, null);
    const found = entryAt(path, links);
    const real = found?.type === 'symlink' ? realFolder(joined(found), links + 1) : (found?.path ?? path);
    folders.set(path, real);
    return real;
  }

  function entryAt(path: string, links: number): FileFacts | null {
    const direct = byPath.get(path);
    if (direct || links > mostLinks) return direct ?? null;
    const slash = path.lastIndexOf('/');
    const folder = slash <= 0 ? '' : realFolder(path.slice(0, slash), links);
    return folder === null ? null : (byPath.get(folder + path.slice(slash)) ?? null);
  }

  function followed(link: FileFacts, links: number): FileFacts | null {
    if (links > mostLinks || link.target === undefined) return null;
    const target = entryAt(joined(link), links + 1);
    return target?.type === 'symlink' ? followed(target, links + 1) : target;
  }

  return {
    find: (path) => entryAt(path, 0),
    follow: (path) => {
      const found = entryAt(path, 0);
      return found?.type === 'symlink' ? followed(found, 0) : found;
    },
  };
}

/** Where a link leads, as an absolute path without dots. */
function joined({ path, target = '' }: FileFacts): string {
  const parts = target.startsWith('/') ? [] : path.split('/').slice(1, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

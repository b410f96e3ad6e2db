/** Longer paths no Linux call takes (PATH_MAX): such entries are left out and reported. Bytes. */
export const maxPathBytes = 4096;
/** Longer names no file system takes. */
export const maxNameBytes = 255;

/**
 * Normalises the path of an archive entry: no leading or doubled slashes, no `.`, `..` taken back. Null when it climbs above the root
 * or names nothing sensible: hostile archives do that, engines refuse them. The root itself is the empty text.
 */
export function normalisePath(path: string): string | null {
  return isClean(path) ? path : clean(path);
}

/** The usual case, without cutting anything: `usr/lib/x`. */
function isClean(path: string): boolean {
  if (path === '' || path.charCodeAt(0) === 47 || path.charCodeAt(path.length - 1) === 47) return false;
  if (path.includes('//') || path.includes('\0')) return false;
  return path.charCodeAt(0) !== 46 && !path.includes('/.');
}

function clean(path: string): string | null {
  if (path.includes('\0')) return null;
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}

/** The folder part of a normalised path; empty for names directly below the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

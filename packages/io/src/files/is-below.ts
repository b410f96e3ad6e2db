import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** Does a path lead to something inside a folder, links followed? True also when nothing is there: whoever opens it hears of that. */
export async function isBelow(folder: string, path: string): Promise<boolean> {
  if (!isInside(folder, path)) return false;
  const [realFolder, real] = await Promise.all([realOf(folder), realOf(path)]);
  return realFolder === null || real === null || isInside(realFolder, real);
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function realOf(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}

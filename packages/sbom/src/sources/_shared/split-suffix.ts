import { pathKind } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';

/**
 * Splits `PATH:NAME` at a colon, for targets whose path may hold colons itself: the longest path that exists wins. `exists` tells whether a
 * path does. When none exists the whole text is the path.
 */
export async function splitSuffix(
  text: string,
  exists: (path: string) => Promise<boolean>,
): Promise<{ readonly path: string; readonly name?: string }> {
  if (await exists(text)) return { path: text };
  const colons = [...text.matchAll(/:/g)].map((match) => match.index).slice(-64);
  for (const colon of colons.reverse()) {
    const path = text.slice(0, colon);
    const name = text.slice(colon + 1);
    if (path !== '' && name !== '' && (await exists(path))) return { path, name };
  }
  return { path: text };
}

/** Fails with SBOM_PATH_MISSING or SBOM_PATH_WRONG unless there is a regular file at a path. */
export function requireFile(path: string): Promise<void> {
  return require(path, 'file');
}

/** Fails with SBOM_PATH_MISSING or SBOM_PATH_WRONG unless there is a folder at a path. */
export function requireFolder(path: string): Promise<void> {
  return require(path, 'folder');
}

async function require(path: string, wanted: 'file' | 'folder'): Promise<void> {
  const kind = await pathKind(path);
  if (kind === 'missing') throw sbomErrors.PATH_MISSING({ path });
  if (kind !== wanted) throw sbomErrors.PATH_WRONG({ path, wanted: `a ${wanted}` });
}

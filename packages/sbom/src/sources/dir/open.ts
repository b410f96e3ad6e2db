import { resolve } from 'node:path';
import type { OpenedPath } from '../_shared/source.ts';
import { requireFolder } from '../_shared/split-suffix.ts';

/** Opens a folder. Fails with SBOM_PATH_MISSING or SBOM_PATH_WRONG. */
export async function openDir(target: string): Promise<OpenedPath> {
  await requireFolder(target);
  return { kind: 'directory', target, path: resolve(target), close: () => Promise.resolve() };
}

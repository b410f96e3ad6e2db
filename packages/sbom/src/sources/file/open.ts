import { resolve } from 'node:path';
import type { OpenedPath } from '../_shared/source.ts';
import { requireFile } from '../_shared/split-suffix.ts';

/** Opens one file. Fails with SBOM_PATH_MISSING or SBOM_PATH_WRONG. */
export async function openFile(target: string): Promise<OpenedPath> {
  await requireFile(target);
  return { kind: 'file', target, path: resolve(target), close: () => Promise.resolve() };
}

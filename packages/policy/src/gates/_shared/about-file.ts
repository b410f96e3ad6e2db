import type { FileFacts, PolicyFacts, Remedy } from '@gantry/core';
import { withOrigin } from './layers.ts';

/** Something that lies at a path, in a layer when the artifact is an image. */
export interface Placed {
  readonly path: string;
  readonly layer?: string;
}

/** The parts of a finding that say which file it is about. */
export function aboutFile({ path, layer }: Placed): { path: string; layer?: string } {
  return { path, ...(layer === undefined ? {} : { layer }) };
}

/** The advice to change what the Dockerfile does with a file, naming the instruction that brought it. */
export function fileRemedy(facts: PolicyFacts, { layer }: Placed, says: string): Remedy {
  return { kind: 'dockerfile', says: withOrigin(says, facts, layer) };
}

/** Permission bits as people write them: `0644`, `4755`. */
export function octalMode({ mode }: Pick<FileFacts, 'mode'>): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

/** True when a path is one of the folders or lies below one. */
export function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const base = folder.replace(/\/+$/, '');
    return path === base || path.startsWith(`${base}/`);
  });
}

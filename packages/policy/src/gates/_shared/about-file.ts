import type { FileChange, FileFacts, PolicyFacts, Remedy } from '@gantry/core';
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

/** Advice that can be tried out on the list of files: a RUN line that changes the file. */
export function fileEdit(
  facts: PolicyFacts,
  file: Placed,
  { says, does }: { readonly says: string; readonly does: FileChange },
): Remedy {
  const edit = { op: 'files', does, paths: [file.path] } as const;
  return { kind: 'dockerfile', says: withOrigin(says, facts, file.layer), edit };
}

/** A path as a shell reads it: names of files are chosen by strangers, and people paste commands. */
export function shellWord(path: string): string {
  return /^[\w./+:@%,=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** Permission bits as people write them: `0644`, `4755`. */
export function octalMode({ mode }: Pick<FileFacts, 'mode'>): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

/** Folders without the slashes behind them; the values of a rule are the same list for every file. */
const bases = new WeakMap<readonly string[], ReadonlySet<string>>();

/** True when a path is one of the folders or lies below one. Takes as long for many folders as for one. */
export function isBelow(path: string, folders: readonly string[]): boolean {
  const known = bases.get(folders) ?? new Set(folders.map(withoutSlashes));
  bases.set(folders, known);
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1))
    if (known.has(path.slice(0, end))) return true;
  return false;
}

/** No expression: it would take the square of the number of slashes. */
function withoutSlashes(folder: string): string {
  let end = folder.length;
  while (folder[end - 1] === '/') end--;
  return folder.slice(0, end);
}

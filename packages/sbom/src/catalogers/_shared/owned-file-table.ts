import type { OwnedFile } from '@gantry/core/package';

/**
 * The files of a package as columns: far smaller than one object a file when it is cached and crosses threads. Every
 * column but `paths` may be absent; an empty text or -1 means that the database does not say.
 */
export interface OwnedFileTable {
  readonly paths: readonly string[];
  /** `algorithm:hex`. */
  readonly digests?: readonly string[];
  readonly sizes?: readonly number[];
  readonly modes?: readonly number[];
  readonly owners?: readonly string[];
  readonly groups?: readonly string[];
  /** Indexes of configuration files, ascending. */
  readonly config?: readonly number[];
}

/** A longer root is no root of a system: its length must not multiply with the number of files. */
export const maxRoot = 256;

/** The rows of a table, below the root that the database belongs to (empty for `/`). */
export function ownedFiles(table: OwnedFileTable, root: string): OwnedFile[] {
  if (root.length > maxRoot) return [];
  const config = new Set(table.config);
  return table.paths.map((path, index) => row(table, index, { path: root + path, config: config.has(index) }));
}

function row(
  table: OwnedFileTable,
  index: number,
  { path, config }: { readonly path: string; readonly config: boolean },
): OwnedFile {
  const file: { -readonly [K in keyof OwnedFile]: OwnedFile[K] } = { path };
  const digest = table.digests?.[index];
  const size = table.sizes?.[index];
  const mode = table.modes?.[index];
  const owner = table.owners?.[index];
  const group = table.groups?.[index];
  if (digest) file.digest = digest;
  if (size !== undefined && size >= 0) file.size = size;
  if (mode !== undefined && mode >= 0) file.mode = mode;
  if (owner) file.owner = owner;
  if (group) file.group = group;
  if (config) file.config = true;
  return file;
}

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

/** The rows of a table; `keep` chooses by path. */
export function ownedFiles(table: OwnedFileTable, keep: (path: string) => boolean = () => true): OwnedFile[] {
  const config = new Set(table.config);
  const files: OwnedFile[] = [];
  table.paths.forEach((path, index) => {
    if (keep(path)) files.push(row(table, index, config.has(index)));
  });
  return files;
}

function row(table: OwnedFileTable, index: number, config: boolean): OwnedFile {
  const file: { -readonly [K in keyof OwnedFile]: OwnedFile[K] } = { path: table.paths[index] ?? '' };
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

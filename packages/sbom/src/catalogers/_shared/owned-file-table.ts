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
  /** Where symbolic links lead. */
  readonly targets?: readonly string[];
  /** Indexes of files that may be missing, ascending. */
  readonly optional?: readonly number[];
  /** Indexes of files of which something may differ, with that; ascending. */
  readonly unverified?: readonly (readonly [index: number, what: NonNullable<OwnedFile['unverified']>])[];
}

/** A longer root is no root of a system: its length must not multiply with the number of files. */
export const maxRoot = 256;

/** The rows of a table, below the root that the database belongs to (empty for `/`). */
export function ownedFiles(table: OwnedFileTable, root: string): OwnedFile[] {
  if (root.length > maxRoot) return [];
  const marks: Marks = {
    config: new Set(table.config),
    optional: new Set(table.optional),
    unverified: new Map(table.unverified),
  };
  return table.paths.map((path, index) => row(table, index, { path: root + path, marks }));
}

/** Rare facts, by index. */
interface Marks {
  readonly config: ReadonlySet<number>;
  readonly optional: ReadonlySet<number>;
  readonly unverified: ReadonlyMap<number, NonNullable<OwnedFile['unverified']>>;
}

function row(
  table: OwnedFileTable,
  index: number,
  { path, marks }: { readonly path: string; readonly marks: Marks },
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
  const target = table.targets?.[index];
  if (target) file.target = target;
  mark(file, index, marks);
  return file;
}

function mark(file: { -readonly [K in keyof OwnedFile]: OwnedFile[K] }, index: number, marks: Marks): void {
  const unverified = marks.unverified.get(index);
  if (marks.config.has(index)) file.config = true;
  if (marks.optional.has(index)) file.optional = true;
  if (unverified !== undefined) file.unverified = unverified;
}

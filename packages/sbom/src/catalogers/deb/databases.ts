import type { VisibleFacts } from '../../cataloging/define-cataloger.ts';
import type { CopyrightFacts } from './parse-copyright.ts';
import type { FileListFacts } from './parse-file-list.ts';
import type { DebRecord } from './parse-status.ts';
import type { DebFacts } from './read.ts';

/** The dpkg database of one root: `/` of an image, or a root inside it. */
export interface DebDatabase {
  /** Path of the root without a final slash; empty for `/`. */
  readonly root: string;
  readonly records: { readonly record: DebRecord; readonly file: VisibleFacts<DebFacts> }[];
  /** Lists of info/ and status.d by `name` or `name:arch`, with their kind: `libc6:amd64.list`. */
  readonly lists: Map<string, VisibleFacts<FileListFacts>>;
}

/** Everything dpkg left in an artifact: databases by root, and copyright files by path. */
export interface DebMaterial {
  readonly databases: readonly DebDatabase[];
  readonly copyrights: ReadonlyMap<string, VisibleFacts<CopyrightFacts>>;
}

/** Sorts the visible facts by root, so that a status file and status.d of one root make one database. */
export function gatherDatabases(files: readonly VisibleFacts<DebFacts>[]): DebMaterial {
  const roots = new Map<string, DebDatabase>();
  const copyrights = new Map<string, VisibleFacts<CopyrightFacts>>();
  for (const file of files) {
    const { facts } = file;
    if (facts.kind === 'copyright') copyrights.set(file.path, { ...file, facts });
    else if (facts.kind === 'status') addRecords(databaseOf(roots, file.path), file, facts.records);
    else databaseOf(roots, file.path).lists.set(file.path.slice(file.path.lastIndexOf('/') + 1), { ...file, facts });
  }
  return { databases: [...roots.values()], copyrights };
}

function addRecords(database: DebDatabase, file: VisibleFacts<DebFacts>, records: readonly DebRecord[]): void {
  for (const record of records) database.records.push({ record, file });
}

function databaseOf(roots: Map<string, DebDatabase>, path: string): DebDatabase {
  const root = path.slice(0, path.lastIndexOf('/lib/dpkg/')).replace(/\/(var|usr)$/, '');
  let database = roots.get(root);
  if (!database) {
    database = { root, records: [], lists: new Map() };
    roots.set(root, database);
  }
  return database;
}

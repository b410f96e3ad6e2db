import type { RandomAccess } from '@gantry/io/files';
import { type Blobs, BrokenContainer } from './blobs.ts';
import { ByteReader } from './byte-reader.ts';
import { type Cell, cellsOf } from './sqlite-btree.ts';
import { SqliteFile } from './sqlite-file.ts';
import { lastBlob, recordColumns } from './sqlite-record.ts';

/** The header blobs of an rpmdb.sqlite: the blob column of its table `Packages` (file format: sqlite.org/fileformat2.html). */
export function* sqliteBlobs(content: RandomAccess): Blobs {
  const file = new SqliteFile(content);
  const root = packagesRoot(file);
  for (const cell of cellsOf(file, root)) {
    const blob = lastBlob(cell.payload);
    if (blob) yield blob;
  }
}

/** Row of the schema table: type, name, table, root page, SQL. */
function packagesRoot(file: SqliteFile): number {
  for (const cell of cellsOf(file, 1)) {
    const root = tableRoot(cell);
    if (root !== null) return root;
  }
  throw new BrokenContainer('it has no table Packages');
}

function tableRoot(cell: Cell): number | null {
  const [type, name, , root] = recordColumns(cell.payload);
  if (!type || !name || !root || textOf(type) !== 'table' || textOf(name) !== 'Packages') return null;
  return numberOf(root);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** A big-endian integer of 1 to 4 bytes: page numbers need no more. */
function numberOf(bytes: Uint8Array): number {
  if (bytes.length === 0 || bytes.length > 8) return 0;
  const padded = new Uint8Array(8);
  padded.set(bytes, 8 - bytes.length);
  return new ByteReader(padded, 'big').u64(0);
}

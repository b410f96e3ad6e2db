import { listFolder, makeFolder, movePath, openAccess, removePath } from '@gantry/io/files';
import { type Db, dropStored, storedBytes, storeFile } from '../../kernel/db/index.ts';
import type { Upload } from './settings.ts';

/** Where the bytes of uploads lie until they are deleted. */
export interface Shelf {
  /** Keeps a file, in place of those that were uploaded for the same slot before; it may be moved away. */
  put(upload: Upload, path: string, settled: () => Promise<void>): Promise<void>;
  bytes(upload: Upload): AsyncIterable<Uint8Array>;
  drop(slot: string): Promise<void>;
}

/** In the database: any server of a site may be the one that builds. */
export function databaseShelf(db: Db): Shelf {
  const lead = (slot: string) => `feeds/${slot}/`;
  const nameOf = ({ name, digest }: Upload) => `${lead(name)}${digest}`;
  return {
    put: async (upload, path, settled) => {
      await storeFile(db, nameOf(upload), path);
      await settled();
      await dropStored(db, lead(upload.name), nameOf(upload));
    },
    bytes: (upload) => storedBytes(db, nameOf(upload)),
    drop: (slot) => dropStored(db, lead(slot), null),
  };
}

const pieceBytes = 2 ** 20;

/** In a folder: for a server that is alone. The embedded database would be busy with large files for minutes. */
export function folderShelf(folder: string): Shelf {
  const lead = (slot: string) => `${slot}@`;
  const nameOf = ({ name, digest }: Upload) => `${lead(name)}${digest.slice(digest.indexOf(':') + 1)}`;
  const dropAllBut = (slot: string, keep: string | null): void => {
    for (const name of listFolder(folder))
      if (name.startsWith(lead(slot)) && name !== keep) removePath(`${folder}/${name}`);
  };
  return {
    put: async (upload, path, settled) => {
      makeFolder(folder);
      movePath(path, `${folder}/${nameOf(upload)}`);
      await settled();
      dropAllBut(upload.name, nameOf(upload));
    },
    bytes: (upload) => fileBytes(`${folder}/${nameOf(upload)}`),
    drop: async (slot) => dropAllBut(slot, null),
  };
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const file = openAccess(path);
  try {
    for (let at = 0; at < file.access.size; at += pieceBytes) yield file.access.read(at, pieceBytes);
  } finally {
    file.close();
  }
}

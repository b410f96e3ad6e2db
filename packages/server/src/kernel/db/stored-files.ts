import { openAccess } from '@gantry/io/files';
import type { Db } from './db.ts';

/** Bytes of a piece: small enough for one row of either engine, large enough for few rows. */
const pieceBytes = 1024 * 1024;

/** Keeps the bytes of a file in the database under a name, in place of what was there. */
export async function storeFile(db: Db, name: string, path: string): Promise<void> {
  const file = openAccess(path);
  try {
    await db.deleteFrom('stored_piece').where('name', '=', name).execute();
    for (let position = 0; position * pieceBytes < file.access.size; position += 1) {
      const body = Buffer.from(file.access.read(position * pieceBytes, pieceBytes));
      await db.insertInto('stored_piece').values({ name, position, body }).execute();
    }
  } finally {
    file.close();
  }
}

/** The bytes under a name, piece by piece; none when there is nothing. */
export async function* storedBytes(db: Db, name: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const row = await db
      .selectFrom('stored_piece')
      .select('body')
      .where('name', '=', name)
      .where('position', '=', position)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row.body;
  }
}

/** Removes what begins with these words, all but one name. */
export async function dropStored(db: Db, lead: string, keep: string | null): Promise<void> {
  const names = db.deleteFrom('stored_piece').where('name', 'like', `${lead.replace(/[\\%_]/g, '\\$&')}%`);
  await (keep === null ? names : names.where('name', '<>', keep)).execute();
}

import { embeddedDb, type OpenDb } from './open-db.ts';
import { openPgliteSession } from './pglite-session.ts';

/** An embedded database in memory. */
export interface MemoryDatabase extends OpenDb {
  /** All of it as a tar archive, from which others begin. */
  dump(): Promise<Uint8Array<ArrayBuffer>>;
}

/** An embedded database in memory: for tests. It begins empty, or as the one that was dumped: a fifth of the time. */
export async function openMemoryDatabase(dumped?: Uint8Array<ArrayBuffer>): Promise<MemoryDatabase> {
  const session = await openPgliteSession(dumped === undefined ? {} : { dumped });
  return { ...embeddedDb(session), dump: () => session.dump() };
}

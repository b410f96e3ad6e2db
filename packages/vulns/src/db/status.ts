import { openDatabase } from './open.ts';
import type { DatabaseFacts } from './schema.ts';

/** What `gantry db status` tells. */
export interface DatabaseStatus extends DatabaseFacts {
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** The facts of the database in a folder, without reading its content. Errors as `openDatabase`. */
export function databaseStatus(dir: string): DatabaseStatus {
  const database = openDatabase(dir);
  try {
    return { ...database.about, digest: database.facts().digest, size: database.size };
  } finally {
    database.close();
  }
}

/** Reads the whole database and compares every checksum and the digest. VULNS_DB_CORRUPT with the place of the damage. */
export function checkDatabase(dir: string): DatabaseStatus {
  openDatabase(dir, { verify: true }).close();
  return databaseStatus(dir);
}

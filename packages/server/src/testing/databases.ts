import type { OpenDb } from '../kernel/db/index.ts';
import { openMigratedDatabase } from './migrated-database.ts';
import { openServerDatabase } from './postgres-database.ts';

/** An engine for `describe.each(engines)`. */
export interface TestEngine {
  readonly name: OpenDb['engine'];
  /** A fresh database with all tables; null where the engine is missing: then skip, a line on the console says why. */
  open(): Promise<OpenDb | null>;
}

/** Both engines: what reads or writes rows is to be tested on each. */
export const engines: readonly TestEngine[] = [
  { name: 'pglite', open: openMigratedDatabase },
  { name: 'postgres', open: openServerDatabase },
];

/** The engine that `testPlatform` takes: `GANTRY_TEST_ENGINE=postgres` runs every test of the server on PostgreSQL. */
export async function openTestDatabase(): Promise<OpenDb> {
  if (process.env['GANTRY_TEST_ENGINE'] !== 'postgres') return openMigratedDatabase();
  const database = await openServerDatabase();
  if (database === null) throw new Error('GANTRY_TEST_ENGINE=postgres wants a PostgreSQL server');
  return database;
}

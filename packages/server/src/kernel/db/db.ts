import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables/index.ts';

/** The database without a scope: for the system's own jobs and for tables that no account owns. Features answer callers through `scoped`. */
export type Db = Kysely<Tables>;

/** Inside a transaction. Never wait for anything but the database in one: the embedded engine has a single session. */
export type Tx = Transaction<Tables>;

/** Either. */
export type DbOrTx = Db | Tx;

import type { CodedError } from '@gantry/core';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { Logger } from '../log/index.ts';
import type { Db } from './db.ts';
import { openEmbedded } from './open-embedded.ts';
import { openPostgres } from './open-postgres.ts';
import type { RunSql, SqlSession } from './session.ts';
import { createSessionPool } from './session-pool.ts';
import type { Tables } from './tables/index.ts';

/** Which database serves. */
export interface DbConfig {
  /** Folder of the server's data; the embedded database is in it. */
  readonly folder: string;
  /** A PostgreSQL server; without it the embedded database is used. */
  readonly url?: string | undefined;
  /** Connections to the server at most; default 10. */
  readonly connections?: number | undefined;
  /** The built `pglite-worker`; without it the embedded database runs in this thread. */
  readonly workerUrl?: URL | undefined;
  readonly log: Logger;
}

/** An open database. */
export interface OpenDb {
  readonly db: Db;
  readonly engine: 'pglite' | 'postgres';
  /** Statements beside the query builder: for the queue. */
  readonly run: RunSql;
  /** Settles when the embedded database is gone for good; the server has to end then. */
  readonly lost: Promise<CodedError>;
  /** Waits for running statements. */
  close(): Promise<void>;
}

/** Opens the embedded database, or a server's by URL. Fails with a code of DB. */
export async function openDb({ folder, url, connections, workerUrl, log }: DbConfig): Promise<OpenDb> {
  if (url !== undefined) {
    const onBroken = (because: string) => log.warn('a connection to the database broke', { because });
    return serverDb(await openPostgres({ url, connections, onBroken }));
  }
  const onWait = (holder: string) =>
    log.info('waiting for the data folder: its last holder may be dead', { folder, holder });
  return embeddedDb(await openEmbedded({ folder, workerUrl, onWait }));
}

function serverDb(pool: PostgresPool & { readonly run: RunSql }): OpenDb {
  const db = build(pool);
  const close = async (): Promise<void> => {
    await db.destroy();
    await pool.end();
  };
  return { db, engine: 'postgres', run: pool.run, lost: new Promise(() => undefined), close };
}

/** The same around one session. */
export function embeddedDb(session: SqlSession): OpenDb {
  const pool = createSessionPool(session);
  const db = build(pool);
  const close = async (): Promise<void> => {
    await db.destroy();
    await pool.end();
    await session.close();
  };
  return { db, engine: 'pglite', run: pool.run, lost: session.lost, close };
}

/** The query builder ends the pool only if it was used; whoever closes ends it again. */
function build(pool: PostgresPool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

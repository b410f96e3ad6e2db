import { createHash, randomBytes } from 'node:crypto';
import { migrate, type OpenDb, openDb } from '../kernel/db/index.ts';
import { silentLog } from '../kernel/log/index.ts';
import { migrations } from '../migrations/index.ts';
import { findPostgres } from './postgres-cluster.ts';

/** A fresh database on a PostgreSQL server. */
export interface ServerDatabase extends OpenDb {
  readonly url: string;
}

/** A new database with all tables, or empty; closing drops it. Null where there is no server, with a line that says so. */
export async function openServerDatabase(content: 'migrated' | 'empty' = 'migrated'): Promise<ServerDatabase | null> {
  const server = await findPostgres();
  if ('missing' in server) {
    console.warn(`skipped on PostgreSQL: ${server.missing}`);
    return null;
  }
  const name = `t_${randomBytes(8).toString('hex')}`;
  const main = await connect(server.url);
  try {
    const template = content === 'empty' ? 'template0' : await ensureTemplate(main, server.url);
    await main.run(`create database ${name} template ${template}`);
  } finally {
    await main.close();
  }
  const url = withDatabase(server.url, name);
  const database = await connect(url);
  const close = async (): Promise<void> => {
    await database.close();
    const last = await connect(server.url);
    await last.run(`drop database if exists ${name} with (force)`);
    await last.close();
  };
  return { ...database, url, close };
}

/** Made once per schema; test files that come at the same time wait for the one that makes it. */
async function ensureTemplate(main: OpenDb, url: string): Promise<string> {
  const name = `gantry_${createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)}`;
  // The lock is held by a connection of its own and goes with it.
  const lock = await connect(url, 1);
  try {
    await lock.run('select pg_advisory_lock(4711)');
    const { rows } = await main.run('select 1 from pg_database where datname = $1', [name]);
    if (rows.length === 0) await makeTemplate(main, url, name);
  } finally {
    await lock.close();
  }
  return name;
}

async function makeTemplate(main: OpenDb, url: string, name: string): Promise<void> {
  const draft = `${name}_${randomBytes(4).toString('hex')}`;
  await main.run(`create database ${draft}`);
  const database = await connect(withDatabase(url, draft));
  await migrate(database.db, migrations).finally(() => database.close());
  await main.run(`alter database ${draft} rename to ${name}`);
}

function connect(url: string, connections = 10): Promise<OpenDb> {
  return openDb({ folder: '', url, connections, log: silentLog });
}

function withDatabase(url: string, name: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

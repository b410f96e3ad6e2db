import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openServerDatabase, type ServerDatabase } from '../../testing/postgres-database.ts';
import { silentLog } from '../log/index.ts';
import { openQueue } from '../queue/open-queue.ts';
import { migrate, openDb } from './index.ts';

describe('several servers that start on one empty database at once', { timeout: 60_000 }, () => {
  let database: ServerDatabase | null;
  beforeAll(async () => {
    database = await openServerDatabase('empty');
  });
  afterAll(() => database?.close());

  it('make the tables once', async ({ skip }) => {
    if (database === null) return skip('no PostgreSQL here');
    const { url, db } = database;
    const start = async () => {
      const server = await openDb({ folder: '', url, log: silentLog });
      const step = await migrate(server.db, migrations);
      const queue = await openQueue(server, { log: silentLog });
      await queue.start([{ name: 'same', attempts: 1, deadline: 1, concurrency: 1, run: async () => undefined }], []);
      await queue.stop(1);
      await queue.close();
      await server.close();
      return step;
    };
    const steps = await Promise.all(Array.from({ length: 5 }, start));
    expect(new Set(steps)).toEqual(new Set([migrations.at(-1)?.name]));
    const { rows } = await sql`select name from kysely_migration`.execute(db);
    expect(rows).toHaveLength(migrations.length);
  });
});

describe('closing', { timeout: 60_000 }, () => {
  it('ends every connection, also when only plain statements were run', async ({ skip }) => {
    const database = await openServerDatabase('empty');
    if (database === null) return skip('no PostgreSQL here');
    const other = await openDb({ folder: '', url: database.url, log: silentLog });
    await other.run('select pg_advisory_lock(1)');
    await other.close();
    // The server lets go of a connection a moment after its client closed it.
    const free = async () => (await database.run('select pg_try_advisory_lock(1) as free', [])).rows;
    await expect.poll(free, { timeout: 10_000 }).toEqual([{ free: true }]);
    await database.close();
  });
});

describe('a server that cannot be used', () => {
  it.each([
    ['no address', 'localhost/gantry', 'DB_URL_INVALID'],
    ['another kind of database', 'mysql://user:hunter2@localhost/gantry', 'DB_URL_INVALID'],
    ['nobody there', 'postgres://user:hunter2@127.0.0.1:1/gantry', 'DB_UNREACHABLE'],
    ['no such folder', 'postgres://user:hunter2@/gantry?host=/no/such/folder', 'DB_UNREACHABLE'],
  ])('is named without its password: %s', async (_what, url, code) => {
    const error: unknown = await openDb({ folder: '', url, log: silentLog }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('hunter2');
    expect((error as Error).cause).toBeUndefined();
  });

  it('says where it was looked for', async () => {
    const url = 'postgres://user:hunter2@127.0.0.1:1/gantry';
    const opening = openDb({ folder: '', url, log: silentLog });
    await expect(opening).rejects.toThrow('the database at 127.0.0.1:1/gantry cannot be reached');
  });
});

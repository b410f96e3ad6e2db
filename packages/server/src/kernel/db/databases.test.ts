import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { engines } from '../../testing/index.ts';
import { isForeignKeyViolation, isUniqueViolation, migrate, type OpenDb, revert } from './index.ts';

describe.each(engines)('database on $name', ({ name, open }) => {
  let opened: OpenDb | null;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());

  /** Skips where the engine is missing. */
  const check = (what: string, run: (on: OpenDb) => Promise<void>) =>
    it(what, async ({ skip }) => {
      if (opened === null) return skip(`no ${name} here`);
      await run(opened);
    });

  check('is the engine it says', async ({ engine, db }) => {
    const { rows } = await sql<{ v: string }>`select version() as v`.execute(db);
    expect(engine).toBe(name);
    expect(/wasm|emscripten|PGlite/i.test(rows[0]?.v ?? '')).toBe(name === 'pglite');
  });

  check('gives values of every type alike', async ({ db }) => {
    const { rows } = await sql`
      select 9007199254740991::bigint as big, count(*) as counted, array[1, 2]::bigint[] as bigs, 1.5::double precision as real,
        7 as small, true as yes, null::text as nothing, '{"a": [1]}'::jsonb as json, '\\x00ff'::bytea as bytes,
        timestamptz '2026-01-02 03:04:05.678+00' as time, date '2026-01-02' as day, interval '90 s' as span,
        array['a', 'b'] as words, '00000000-0000-4000-8000-000000000001'::uuid as id, 1.10::numeric as exact
      from (values (1), (2)) as two`.execute(db);
    expect(rows[0]).toStrictEqual({
      big: 9007199254740991,
      counted: 2,
      bigs: [1, 2],
      real: 1.5,
      small: 7,
      yes: true,
      nothing: null,
      json: { a: [1] },
      bytes: new Uint8Array([0, 255]),
      time: new Date('2026-01-02T03:04:05.678Z'),
      day: '2026-01-02',
      span: '00:01:30',
      words: ['a', 'b'],
      id: '00000000-0000-4000-8000-000000000001',
      exact: '1.10',
    });
  });

  check('takes values of every type alike', async ({ db }) => {
    const time = new Date('2026-01-02T03:04:05.678Z');
    const { rows } = await sql`
      select ${new Uint8Array([1, 2])}::bytea as bytes, ${time}::timestamptz as time, ${'{"a":1}'}::jsonb as json,
        ${['x', 'y']}::text[] as words, ${9007199254740991}::bigint as big, ${null}::text as nothing, ${false}::boolean as no`.execute(
      db,
    );
    expect(rows[0]).toStrictEqual({
      bytes: new Uint8Array([1, 2]),
      time,
      json: { a: 1 },
      words: ['x', 'y'],
      big: 9007199254740991,
      nothing: null,
      no: false,
    });
  });

  check('counts written rows', async ({ db }) => {
    const rows = ['one', 'two'].map((key) => ({ key, value: '1' }));
    const added = await db.insertInto('setting').values(rows).executeTakeFirst();
    const none = await db
      .insertInto('setting')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    const gone = await db.deleteFrom('setting').where('key', 'in', ['one', 'two', 'three']).executeTakeFirst();
    expect([added.numInsertedOrUpdatedRows, none.numInsertedOrUpdatedRows, gone.numDeletedRows]).toEqual([2n, 0n, 2n]);
  });

  check('tells violations of constraints apart, by name', async ({ db }) => {
    const row = { key: 'twice', value: 'null' };
    await db.insertInto('setting').values(row).execute();
    const twice: unknown = await db
      .insertInto('setting')
      .values(row)
      .execute()
      .catch((error: unknown) => error);
    expect([isUniqueViolation(twice), isUniqueViolation(twice, 'setting_pkey')]).toEqual([true, true]);
    expect([isUniqueViolation(twice, 'other'), isForeignKeyViolation(twice)]).toEqual([false, false]);
    const member = { role: 'r', user_id: '00000000-0000-4000-8000-000000000009', for_account: '*' };
    const stray: unknown = await db
      .insertInto('role_member')
      .values(member)
      .execute()
      .catch((error: unknown) => error);
    expect([isForeignKeyViolation(stray), isUniqueViolation(stray)]).toEqual([true, false]);
  });

  check('keeps nothing of a transaction that failed', async ({ db }) => {
    const failed = db.transaction().execute(async (tx) => {
      await tx.insertInto('setting').values({ key: 'lost', value: '1' }).execute();
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect(await db.selectFrom('setting').where('key', '=', 'lost').selectAll().execute()).toEqual([]);
  });

  check('lets others wait for a transaction, not fail', async ({ db }) => {
    const add = (key: string) =>
      db.transaction().execute(async (tx) => {
        await tx.insertInto('setting').values({ key, value: '1' }).execute();
        return tx.selectFrom('setting').where('key', '=', key).selectAll().executeTakeFirstOrThrow();
      });
    const rows = await Promise.all(Array.from({ length: 20 }, (_, at) => add(`parallel-${at}`)));
    expect(rows).toHaveLength(20);
  });

  check('runs several statements and recovers from a broken transaction', async ({ run, db }) => {
    await expect(run('begin; select 1 / 0; commit')).rejects.toMatchObject({ code: '22012' });
    const { rows } = await run('select 1 as one; select 2 as two');
    expect(rows).toEqual([{ two: 2 }]);
    expect((await sql`select 3 as three`.execute(db)).rows).toEqual([{ three: 3 }]);
  });

  check('says nothing of values in errors', async ({ run }) => {
    const error: unknown = await run('select $1::integer', ['hunter2-secret']).catch((caught: unknown) => caught);
    expect(Object.keys(error as object)).not.toContain('params');
    expect(Object.keys(error as object)).not.toContain('query');
  });

  check('goes back to nothing and forth again', async ({ db }) => {
    await revert(db, migrations, null);
    const { rows } = await sql`select table_name from information_schema.tables where table_schema = 'public'`.execute(
      db,
    );
    expect(
      rows.map((row) => (row as { table_name: string }).table_name).filter((one) => !one.startsWith('kysely')),
    ).toEqual([]);
    expect(await migrate(db, migrations)).toBe(migrations.at(-1)?.name);
  });

  check('refuses a schema of a later version', async ({ db }) => {
    const later = [
      ...migrations,
      { name: '9999-later', up: 'create table later (id integer);\n', down: 'drop table later;\n' },
    ];
    await migrate(db, later);
    await expect(migrate(db, migrations)).rejects.toMatchObject({ code: 'DB_SCHEMA_NEWER' });
    await revert(db, later, migrations.at(-1)?.name ?? null);
    await migrate(db, migrations);
  });
});

import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import type { DbOrTx, OpenDb } from '../db/index.ts';
import type { Logger } from '../log/index.ts';

/** The schema of pg-boss; its tables are its own, the indexes and the table below are ours. */
const schema = 'gantry_jobs';

/** pg-boss without its own timers, and statements on its table that it has no call for. */
export interface JobTable {
  readonly boss: PgBoss;
  /** Runs a statement on the tables, as `named`. Gives the rows. */
  rows<R>(text: string, values: readonly unknown[]): Promise<readonly R[]>;
  /** For `boss.send` inside a transaction of the caller. */
  within(tx: DbOrTx): PgBoss.Db;
  /** The text of a statement with the names of the tables: `{jobs}`, `{queues}` and `{schedules}`. */
  named(text: string): string;
  /** Makes the queue of a job kind once; in the transaction, where the caller is in one. */
  ensure(job: string, tx?: DbOrTx): Promise<void>;
  close(): Promise<void>;
}

/** Makes or updates the tables; concurrent starts wait for each other. */
export async function openJobTable(database: OpenDb, log: Logger): Promise<JobTable> {
  const run = async (text: string, values?: readonly unknown[]) => {
    try {
      return { rows: [...(await database.run(text, values)).rows] };
    } catch (error) {
      // pg-boss takes a failed look for jobs as "none there".
      log.warn('a statement of the job queue failed', { because: String(error) });
      throw error;
    }
  };
  const boss = new PgBoss({
    schema,
    db: { executeSql: run },
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => log.error('the job queue failed', { because: error.message }));
  await install(database, boss);
  const known = new Set<string>();
  return {
    boss,
    named,
    rows: async <R>(text: string, values: readonly unknown[]) => (await run(named(text), values)).rows as R[],
    within,
    ensure: async (job, tx) => {
      if (known.has(job)) return;
      const there = await (tx ?? database.db).executeQuery(CompiledQuery.raw(named(findQueue), [job]));
      if (there.rows.length === 0) await makeQueue(tx ?? database.db, job);
      // What a transaction made may be rolled back.
      if (!tx || there.rows.length > 0) known.add(job);
    },
    close: () => boss.stop({ graceful: false }),
  };
}

function named(text: string): string {
  return text
    .replaceAll('{jobs}', `${schema}.job`)
    .replaceAll('{queues}', `${schema}.queue`)
    .replaceAll('{schedules}', `${schema}.gantry_schedule`);
}

function within(tx: DbOrTx): PgBoss.Db {
  return {
    executeSql: async (text, values) => ({ rows: (await tx.executeQuery(CompiledQuery.raw(text, values))).rows }),
  };
}

const findQueue = 'select from {queues} where name = $1';

/** As `boss.createQueue`, but in turn: two servers that make the same queue at once get into a deadlock otherwise. */
async function makeQueue(on: DbOrTx, job: string): Promise<void> {
  const make = async (tx: DbOrTx): Promise<void> => {
    await tx.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock(749302119)'));
    await tx.executeQuery(CompiledQuery.raw(`select ${schema}.create_queue($1, $2)`, [job, { policy: 'standard' }]));
  };
  if (on.isTransaction) await make(on);
  else await on.transaction().execute(make);
}

/** pg-boss guards its tables against two that make them at once by failing; a lock makes the second one wait. */
async function install({ engine, db, run }: OpenDb, boss: PgBoss): Promise<void> {
  const make = async (): Promise<void> => {
    await boss.start();
    await run(ours);
  };
  // The embedded engine serves one process, and its one session cannot hold a lock while another works.
  if (engine === 'pglite') return make();
  await db.connection().execute(async (one) => {
    await one.executeQuery(CompiledQuery.raw('select pg_advisory_lock(749302118)'));
    await make().finally(() => one.executeQuery(CompiledQuery.raw('select pg_advisory_unlock(749302118)')));
  });
}

const ours = `
create unique index if not exists gantry_singleton on ${schema}.job (name, singleton_key)
  where state < 'completed' and singleton_key is not null;
create index if not exists gantry_active on ${schema}.job (name) where state = 'active';
create table if not exists ${schema}.gantry_schedule (job text primary key, bucket timestamptz not null);
`;

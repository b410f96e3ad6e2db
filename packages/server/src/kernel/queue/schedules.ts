import { CompiledQuery } from 'kysely';
import type { Db } from '../db/index.ts';
import type { JobTable } from './job-table.ts';
import { priorities } from './priorities.ts';
import type { Schedule } from './types.ts';

/** Sends the job of a schedule if this bucket of time has had none yet, whatever server asks. The bucket is that of the database's clock. */
export async function sendIfDue(table: JobTable, db: Db, { job, every }: Schedule): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await tx.executeQuery(CompiledQuery.raw(table.named(claim), [job, every]));
    if (rows.length === 0) return false;
    const options = { singletonKey: 'schedule', priority: priorities.background, db: table.within(tx) };
    return (await table.boss.send(job, {}, options)) !== null;
  });
}

const claim = `
insert into {schedules} as s (job, bucket)
values ($1, to_timestamp(floor(extract(epoch from now()) / $2::integer) * $2::integer))
on conflict (job) do update set bucket = excluded.bucket where s.bucket < excluded.bucket
returning job`;

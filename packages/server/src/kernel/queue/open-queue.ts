import type { OpenDb } from '../db/index.ts';
import type { Logger } from '../log/index.ts';
import { type JobTable, openJobTable } from './job-table.ts';
import { createLeases } from './leases.ts';
import { priorities } from './priorities.ts';
import type { JobData, Queue, SendOptions, Workers } from './types.ts';
import { createWorkers, type LocalWorkers } from './workers.ts';

/** How a queue is opened. */
export interface QueueOptions {
  readonly log: Logger;
  /** Whole seconds of a lease: a job whose process was killed waits this long for its next try; default 30. */
  readonly lease?: number;
  /** Seconds between two looks for jobs of other processes; default 1. */
  readonly poll?: number;
  /** Whole seconds before the second try; it doubles with each further one; default 5. */
  readonly retryDelay?: number;
}

/** Both sides of the queue. */
export interface JobQueue extends Queue, Workers {
  /** After `stop`, before the database is closed. */
  close(): Promise<void>;
}

/** Opens the queue on an open database; makes its tables at the first start. */
export async function openQueue(database: OpenDb, options: QueueOptions): Promise<JobQueue> {
  const { log, lease = 30, poll = 1, retryDelay = 5 } = options;
  const table = await openJobTable(database, log);
  const leases = createLeases(table, lease, retryDelay);
  const workers = createWorkers({ database, table, leases, log, poll, lease });
  return {
    send: (job, data, how) => send(table, workers, { job, data, ...how }),
    cancel: (job, singleton) => cancel(table, workers, { job, singleton }),
    counts: () => counts(table),
    start: (kinds, schedules) => workers.start(kinds, schedules),
    stop: (seconds) => workers.stop(seconds),
    close: () => table.close(),
  };
}

interface Sent extends SendOptions {
  readonly job: string;
  readonly data: JobData;
}

async function send(table: JobTable, workers: LocalWorkers, sent: Sent): Promise<string | null> {
  const { job, data, priority = 'normal', singleton, delay, within } = sent;
  await table.ensure(job, within);
  const id = await table.boss.send(job, data, {
    priority: priorities[priority],
    ...(singleton === undefined ? {} : { singletonKey: singleton }),
    ...(delay === undefined ? {} : { startAfter: delay }),
    ...(within === undefined ? {} : { db: table.within(within) }),
  });
  // A job of a transaction is found by the next look after the commit.
  if (id !== null && delay === undefined && within === undefined) workers.wake(job);
  return id;
}

async function cancel(table: JobTable, workers: LocalWorkers, what: { job: string; singleton: string }): Promise<void> {
  const cancelled = await table.rows<{ id: string }>(
    `update {jobs} set state = 'cancelled', completed_on = now()
     where name = $1 and singleton_key = $2 and state < 'completed' returning id`,
    [what.job, what.singleton],
  );
  workers.cancel(what.job, new Set(cancelled.map(({ id }) => id)));
}

function counts(table: JobTable): ReturnType<Queue['counts']> {
  return table.rows(
    `select name as job, count(*) filter (where state < 'active') as waiting, count(*) filter (where state = 'active') as running
     from {jobs} where state < 'completed' group by name order by name`,
    [],
  );
}

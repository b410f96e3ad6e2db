import { setTimeout as wait } from 'node:timers/promises';
import type { OpenDb } from '../db/index.ts';
import type { Logger } from '../log/index.ts';
import { queueErrors } from './errors.ts';
import type { JobTable } from './job-table.ts';
import type { Lease, Leases } from './leases.ts';
import { giveUpCrashed, type Running, runJob } from './run-job.ts';
import { sendIfDue } from './schedules.ts';
import { startTimers } from './timers.ts';
import type { JobKind, Schedule, Workers } from './types.ts';

/** What workers work with. */
export interface WorkersParts {
  readonly database: OpenDb;
  readonly table: JobTable;
  readonly leases: Leases;
  readonly log: Logger;
  /** Seconds between two looks for jobs that other processes sent or that wait for their time. */
  readonly poll: number;
  /** Seconds of a lease. */
  readonly lease: number;
}

/** Workers that the queue of the same process talks to. */
export interface LocalWorkers extends Workers {
  /** A job of this kind was sent. */
  wake(job: string): void;
  /** Ends this process's runs of these jobs. */
  cancel(job: string, ids: ReadonlySet<string>): void;
}

/** The side of the queue that works jobs off in this process. */
export function createWorkers(parts: WorkersParts): LocalWorkers {
  const { leases, log, table, database } = parts;
  const kinds = new Map<string, JobKind>();
  const running = new Set<Running>();
  let stopping = false;
  let stopTimers = (): void => undefined;

  const follow = (one: Running): void => {
    running.add(one);
    void one.done.then(() => {
      running.delete(one);
      wake(one.lease.job);
    });
  };
  const fill = createFiller(async (kind) => {
    const busy = [...running].filter(({ lease }) => lease.job === kind.name).length;
    if (stopping || busy >= kind.concurrency) return;
    const taken = await leases.take(kind.name, kind.concurrency - busy);
    for (const lease of taken) follow(runJob(kind, lease, { leases, log }));
  });
  const guarded = (what: string, work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => log.error(`${what} failed`, { because: String(error) }));
  const wake = (job: string): void => {
    const kind = kinds.get(job);
    if (kind && !stopping) void guarded('taking jobs', fill(kind));
  };
  const look = async (): Promise<void> => {
    for (const job of await leases.ready([...kinds.keys()])) wake(job);
  };
  const prolong = async (): Promise<void> => {
    const lost = new Set(await leases.prolong([...running].map(({ lease }) => lease)));
    for (const one of running) if (lost.has(one.lease)) one.end(queueErrors.CANCELLED({ job: one.lease.job }));
  };
  const recover = async (): Promise<void> => {
    for (const lease of await leases.recover([...kinds.keys()])) {
      const kind = kinds.get(lease.job);
      if (kind) follow(giveUpCrashed(kind, lease, { leases, log }));
    }
  };

  return {
    wake,
    cancel: (job, ids) => {
      for (const one of running)
        if (one.lease.job === job && ids.has(one.lease.id)) one.end(queueErrors.CANCELLED({ job }));
    },
    start: async (given, schedules) => {
      for (const kind of given) {
        await leases.configure(kind);
        kinds.set(kind.name, kind);
      }
      // One process owns the embedded database: what is leased belonged to one that is gone.
      if (database.engine === 'pglite') await leases.expireAll([...kinds.keys()]);
      const sendDue = () => sendAllDue(parts, schedules, wake);
      await recover();
      await sendDue();
      await look();
      stopTimers = startTimers(guarded, [
        { what: 'looking for jobs', every: parts.poll, run: look },
        { what: 'prolonging leases', every: parts.lease / 3, run: () => prolong().then(recover) },
        { what: 'schedules', every: shortest(schedules), run: sendDue },
        { what: 'clearing old jobs', every: 3_600, run: () => clear(table) },
      ]);
    },
    stop: async (seconds) => {
      stopping = true;
      const rest = await endRunning(running, seconds);
      stopTimers();
      if (rest.length > 0) await leases.giveBack(rest);
    },
  };
}

/** Waits for the jobs that run, ends those that are not done in time, and gives their leases: what has to be tried again. */
async function endRunning(running: ReadonlySet<Running>, seconds: number): Promise<readonly Lease[]> {
  const settledWithin = (milliseconds: number) =>
    Promise.race([Promise.all([...running].map(({ done }) => done)), wait(milliseconds, undefined, { ref: false })]);
  await settledWithin(seconds * 1_000);
  const rest = [...running].map(({ lease }) => lease);
  for (const one of running) one.end(queueErrors.STOPPING({ job: one.lease.job }));
  await settledWithin(1_000);
  return rest;
}

/** One filling of a kind at a time; asked again meanwhile, it goes once more. */
function createFiller(fill: (kind: JobKind) => Promise<void>): (kind: JobKind) => Promise<void> {
  const busy = new Map<string, boolean>();
  return async (kind) => {
    if (busy.has(kind.name)) {
      busy.set(kind.name, true);
      return;
    }
    try {
      do {
        busy.set(kind.name, false);
        await fill(kind);
      } while (busy.get(kind.name));
    } finally {
      busy.delete(kind.name);
    }
  };
}

async function sendAllDue(
  { table, database }: WorkersParts,
  schedules: readonly Schedule[],
  wake: (job: string) => void,
) {
  for (const schedule of schedules) if (await sendIfDue(table, database.db, schedule)) wake(schedule.job);
}

function shortest(schedules: readonly Schedule[]): number {
  return Math.max(1, Math.min(15, ...schedules.map(({ every }) => every / 4)));
}

/** What ended stays for a while, for people who look into the table. */
async function clear({ rows }: JobTable): Promise<void> {
  await rows(
    `delete from {jobs} where completed_on < now() - case when state = 'failed' then interval '7 d' else interval '1 h' end`,
    [],
  );
}

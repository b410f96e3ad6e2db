import type { JobTable } from './job-table.ts';
import type { JobData, JobKind } from './types.ts';

/** A job that this process works on. */
export interface Lease {
  readonly job: string;
  readonly id: string;
  readonly data: JobData;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** Takes, prolongs and ends leases. A lease is short and prolonged while its job runs, so that a crash is noticed soon. */
export interface Leases {
  /** Takes up to `count` waiting jobs of a kind, urgent ones first. */
  take(job: string, count: number): Promise<readonly Lease[]>;
  /** Kinds, of those given, with a job that may start now. */
  ready(jobs: readonly string[]): Promise<readonly string[]>;
  /** Prolongs leases; gives those that are lost: cancelled, or taken by another. */
  prolong(leases: readonly Lease[]): Promise<readonly Lease[]>;
  complete(lease: Lease): Promise<void>;
  /** Another try later, or the end when no attempt is left. */
  fail(lease: Lease, error: unknown): Promise<void>;
  /** Gives leases back as if they had not been taken. */
  giveBack(leases: readonly Lease[]): Promise<void>;
  /** Lets jobs whose lease ended wait again; jobs without an attempt left come as new leases, to be given up. */
  recover(jobs: readonly string[]): Promise<readonly Lease[]>;
  /** Ends every lease of these kinds: right where one process owns the database and has just started. */
  expireAll(jobs: readonly string[]): Promise<void>;
  /** Writes the attempts and the back-off of a kind to its queue and its waiting jobs. */
  configure(kind: JobKind): Promise<void>;
}

interface JobRow {
  readonly name: string;
  readonly id: string;
  readonly data: JobData;
  readonly retry_count: number;
}

/** Leases of `seconds`; back-off begins at `retryDelay` seconds and doubles. */
export function createLeases(table: JobTable, seconds: number, retryDelay: number): Leases {
  const { boss, rows } = table;
  return {
    take: async (job, count) => {
      const taken = await boss.fetch<JobData>(job, { batchSize: count, includeMetadata: true });
      const leases = taken.map(({ id, data, retryCount }) => ({ job, id, data, attempt: retryCount + 1 }));
      // A job that was prolonged before it failed would come with a long lease.
      if (leases.some(({ attempt }) => attempt > 1)) await prolong(table, leases, seconds);
      return leases;
    },
    ready: async (jobs) => {
      const found = await rows<{ name: string }>(
        `select name from unnest($1::text[]) as kind (name)
         where exists (select from {jobs} j where j.name = kind.name and j.state < 'active' and j.start_after < now())`,
        [jobs],
      );
      return found.map(({ name }) => name);
    },
    prolong: (leases) => prolong(table, leases, seconds),
    complete: async ({ job, id, attempt }) => {
      await rows(
        `update {jobs} set state = 'completed', completed_on = now()
         where name = $1 and id = $2::uuid and state = 'active' and retry_count = $3`,
        [job, id, attempt - 1],
      );
    },
    fail: async (lease, error) => {
      const lost = await prolong(table, [lease], seconds);
      if (lost.length === 0) await boss.fail(lease.job, lease.id, { message: reason(error) });
    },
    giveBack: async (leases) => {
      await rows(
        `update {jobs} j set state = 'created', started_on = null, start_after = now()
         from ${given} where j.name = l.name and j.id = l.id and j.retry_count = l.tries and j.state = 'active'`,
        asColumns(leases),
      );
    },
    recover: (jobs) => recover(table, jobs, seconds),
    expireAll: async (jobs) => {
      await rows(`update {jobs} set expire_in = '0 s' where name = any ($1::text[]) and state = 'active'`, [jobs]);
    },
    configure: async ({ name, attempts }) => {
      const options = { retryLimit: attempts - 1, retryDelay, retryBackoff: true, expireInSeconds: seconds };
      await table.ensure(name);
      await boss.updateQueue(name, { name, ...options });
      await rows(
        `update {jobs} set retry_limit = $2, retry_delay = $3, retry_backoff = true
         where name = $1 and state < 'completed' and (retry_limit, retry_delay, retry_backoff) is distinct from ($2, $3, true)`,
        [name, attempts - 1, retryDelay],
      );
    },
  };
}

/** The try is part of what is compared: a job that another process has taken meanwhile is another lease. */
const given = 'unnest($1::text[], $2::uuid[], $3::integer[]) as l (name, id, tries)';

function asColumns(leases: readonly Lease[]): readonly unknown[] {
  return [leases.map(({ job }) => job), leases.map(({ id }) => id), leases.map(({ attempt }) => attempt - 1)];
}

async function prolong({ rows }: JobTable, leases: readonly Lease[], seconds: number): Promise<readonly Lease[]> {
  const kept = await rows<{ id: string }>(
    `update {jobs} j set expire_in = now() - j.started_on + $4 * interval '1 s'
     from ${given} where j.name = l.name and j.id = l.id and j.retry_count = l.tries and j.state = 'active' returning j.id`,
    [...asColumns(leases), seconds],
  );
  const ids = new Set(kept.map(({ id }) => id));
  return leases.filter(({ id }) => !ids.has(id));
}

async function recover({ rows }: JobTable, jobs: readonly string[], seconds: number): Promise<readonly Lease[]> {
  const ended = `name = any ($1::text[]) and state = 'active' and started_on + expire_in < now()`;
  await rows(`update {jobs} set state = 'retry', start_after = now() where ${ended} and retry_count < retry_limit`, [
    jobs,
  ]);
  const last = await rows<JobRow>(
    `update {jobs} set started_on = now(), expire_in = $2 * interval '1 s'
     where (name, id) in (select name, id from {jobs} where ${ended} for update skip locked)
     returning name, id, data, retry_count`,
    [jobs, seconds],
  );
  return last.map(({ name, id, data, retry_count }) => ({ job: name, id, data, attempt: retry_count + 1 }));
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

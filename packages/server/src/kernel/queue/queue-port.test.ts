import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../testing/index.ts';
import type { OpenDb } from '../db/index.ts';
import { silentLog } from '../log/index.ts';
import { type JobKind, type JobQueue, openQueue, type QueueOptions } from './index.ts';

const options: QueueOptions = { log: silentLog, lease: 2, poll: 0.2, retryDelay: 1 };

function kind(name: string, run: JobKind['run'], rest: Partial<JobKind> = {}): JobKind {
  return { name, attempts: 3, deadline: 60, concurrency: 1, run, ...rest };
}

const soon = { timeout: 15_000, interval: 25 };

describe.each(engines)('queue on $name', ({ name, open }) => {
  let database: OpenDb | null;
  let opened: JobQueue[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const queue of opened) await queue.stop(5).then(() => queue.close());
    opened = [];
  });
  afterAll(() => database?.close());

  const openOne = async (on: OpenDb, more: Partial<QueueOptions> = {}) => {
    const queue = await openQueue(on, { ...options, ...more });
    opened.push(queue);
    return queue;
  };
  /** A name of its own keeps the cases apart; skips where the engine is missing. */
  const check = (what: string, run: (queue: JobQueue, job: string, on: OpenDb) => Promise<void>) =>
    it(what, { timeout: 30_000 }, async ({ skip }) => {
      if (database === null) return skip(`no ${name} here`);
      await run(await openOne(database), `job-${randomUUID()}`, database);
    });
  const stateOf = async (on: OpenDb, job: string) =>
    (await on.run('select state::text from gantry_jobs.job where name = $1 order by created_on', [job])).rows.map(
      (row) => (row as { state: string }).state,
    );

  check('runs a job with its data and marks it done', async (queue, job, on) => {
    const run = vi.fn(async () => undefined);
    await queue.start([kind(job, run)], []);
    const id = await queue.send(job, { image: 'sha256:1', force: true, n: 2, no: null });
    await vi.waitFor(async () => expect(await stateOf(on, job)).toEqual(['completed']), soon);
    expect(run).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id, attempt: 1, data: { image: 'sha256:1', force: true, n: 2, no: null } }),
    );
  });

  check('wakes the worker of the same process at once', async (_queue, job, on) => {
    const queue = await openOne(on, { poll: 30 });
    const times: number[] = [];
    await queue.start([kind(job, async () => void times.push(performance.now()))], []);
    const sent = performance.now();
    await queue.send(job, {});
    await vi.waitFor(() => expect(times).toHaveLength(1), soon);
    expect((times[0] ?? 0) - sent).toBeLessThan(2_000);
  });

  check('finds jobs that another process sent', async (queue, job, on) => {
    const other = await openOne(on);
    const run = vi.fn(async () => undefined);
    await queue.start([kind(job, run)], []);
    await other.send(job, {});
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), soon);
  });

  check('keeps jobs that were sent before any worker started', async (queue, job, on) => {
    await queue.send(job, { at: 1 });
    expect(await queue.counts()).toContainEqual({ job, waiting: 1, running: 0 });
    await queue.start([kind(job, async () => undefined)], []);
    await vi.waitFor(async () => expect(await stateOf(on, job)).toEqual(['completed']), soon);
  });

  check('lets urgent jobs go first', async (queue, job) => {
    const order: unknown[] = [];
    await queue.send(job, { n: 'sweep' }, { priority: 'background' });
    await queue.send(job, { n: 'usual' });
    await queue.send(job, { n: 'person' }, { priority: 'interactive' });
    await queue.start([kind(job, async ({ data }) => void order.push(data['n']))], []);
    await vi.waitFor(() => expect(order).toEqual(['person', 'usual', 'sweep']), soon);
  });

  check('adds no second job of a key while one waits or runs', async (queue, job) => {
    let finish = (): void => undefined;
    const running = new Promise<void>((done) => {
      finish = done;
    });
    expect(await queue.send(job, {}, { singleton: 'a' })).not.toBeNull();
    expect(await queue.send(job, {}, { singleton: 'a' })).toBeNull();
    expect(await queue.send(job, {}, { singleton: 'b', delay: 60 })).not.toBeNull();
    await queue.start([kind(job, () => running)], []);
    await vi.waitFor(async () => expect(await queue.counts()).toContainEqual({ job, waiting: 1, running: 1 }), soon);
    expect(await queue.send(job, {}, { singleton: 'a' })).toBeNull();
    finish();
    await vi.waitFor(async () => expect(await queue.send(job, {}, { singleton: 'a' })).not.toBeNull(), soon);
  });

  check('waits for the delay', async (queue, job) => {
    const run = vi.fn(async () => undefined);
    await queue.start([kind(job, run)], []);
    await queue.send(job, {}, { delay: 1 });
    await wait(500);
    expect(run).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), soon);
  });

  check('tries again after a pause, then gives up and says why', async (queue, job, on) => {
    const attempts: number[] = [];
    const givenUp = vi.fn(async () => undefined);
    const run = async ({ attempt }: { attempt: number }) => {
      attempts.push(attempt);
      throw new Error(`broken ${attempt}`);
    };
    await queue.start([kind(job, run, { attempts: 2, givenUp })], []);
    await queue.send(job, { image: 1 });
    await vi.waitFor(async () => expect(await stateOf(on, job)).toEqual(['failed']), soon);
    expect(attempts).toEqual([1, 2]);
    expect(givenUp).toHaveBeenCalledExactlyOnceWith({ image: 1 }, expect.objectContaining({ message: 'broken 2' }));
  });

  check('runs as many at once as the kind allows', async (queue, job) => {
    let now = 0;
    let most = 0;
    let all = 0;
    const run = async () => {
      now += 1;
      most = Math.max(most, now);
      await wait(30);
      now -= 1;
      all += 1;
    };
    for (let n = 0; n < 9; n += 1) await queue.send(job, { n });
    await queue.start([kind(job, run, { concurrency: 3 })], []);
    await vi.waitFor(() => expect(all).toBe(9), soon);
    expect(most).toBe(3);
  });

  check('cuts a job off at its deadline', async (queue, job, on) => {
    const reasons: unknown[] = [];
    const run = ({ signal }: { signal: AbortSignal }) =>
      new Promise<void>((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    const givenUp = async (_data: unknown, error: unknown) => void reasons.push((error as { code: string }).code);
    await queue.start([kind(job, run, { attempts: 1, deadline: 0.3, givenUp })], []);
    await queue.send(job, {});
    await vi.waitFor(async () => expect(await stateOf(on, job)).toEqual(['failed']), soon);
    expect(reasons).toEqual(['QUEUE_DEADLINE']);
  });

  check('keeps the lease of a job that takes longer than a lease', async (queue, job, on) => {
    const run = vi.fn(() => wait(3_000).then(() => undefined));
    const other = await openOne(on);
    await queue.start([kind(job, run)], []);
    if (on.engine === 'postgres') await other.start([kind(job, run)], []);
    await queue.send(job, {});
    await vi.waitFor(async () => expect(await stateOf(on, job)).toEqual(['completed']), soon);
    expect(run).toHaveBeenCalledOnce();
  });

  check('cancels what waits and aborts what runs', async (queue, job, on) => {
    const aborted: unknown[] = [];
    const run = ({ signal }: { signal: AbortSignal }) =>
      new Promise<void>((_, fail) =>
        signal.addEventListener('abort', () => {
          aborted.push((signal.reason as { code: string }).code);
          fail(signal.reason);
        }),
      );
    const givenUp = vi.fn(async () => undefined);
    await queue.start([kind(job, run, { givenUp })], []);
    await queue.send(job, {}, { singleton: 'x' });
    await queue.send(job, {}, { singleton: 'y' });
    await vi.waitFor(async () => expect(await queue.counts()).toContainEqual({ job, waiting: 1, running: 1 }), soon);
    await queue.cancel(job, 'y');
    await queue.cancel(job, 'x');
    await vi.waitFor(() => expect(aborted).toEqual(['QUEUE_CANCELLED']), soon);
    expect(await stateOf(on, job)).toEqual(['cancelled', 'cancelled']);
    expect(await queue.send(job, {}, { singleton: 'y', delay: 60 })).not.toBeNull();
    expect(givenUp).not.toHaveBeenCalled();
  });

  check('notices within a lease that another process cancelled its job', async (queue, job, on) => {
    const other = await openOne(on);
    let reason: unknown;
    const run = ({ signal }: { signal: AbortSignal }) =>
      new Promise<void>((_, fail) =>
        signal.addEventListener('abort', () => {
          reason = (signal.reason as { code: string }).code;
          fail(signal.reason);
        }),
      );
    await queue.start([kind(job, run)], []);
    await queue.send(job, {}, { singleton: 'x' });
    await vi.waitFor(async () => expect(await queue.counts()).toContainEqual({ job, waiting: 0, running: 1 }), soon);
    await other.cancel(job, 'x');
    await vi.waitFor(() => expect(reason).toBe('QUEUE_CANCELLED'), soon);
  });

  check('runs a schedule once per bucket of time, whatever the number of servers', async (queue, job, on) => {
    const run = vi.fn(async () => undefined);
    const other = await openOne(on);
    const both = [queue, other];
    await Promise.all(both.map((one) => one.start([kind(job, run)], [{ job, every: 3_600 }])));
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), soon);
    await wait(500);
    expect(run).toHaveBeenCalledOnce();
    await on.run(`update gantry_jobs.gantry_schedule set bucket = bucket - interval '1 h' where job = $1`, [job]);
    const third = await openOne(on);
    await third.start([kind(job, run)], [{ job, every: 3_600 }]);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), soon);
  });

  check('gives running jobs back when it stops', async (_queue, job, on) => {
    const first = await openQueue(on, options);
    let aborted = false;
    const run = ({ signal }: { signal: AbortSignal }) =>
      new Promise<void>((_, fail) =>
        signal.addEventListener('abort', () => {
          aborted = true;
          fail(signal.reason);
        }),
      );
    await first.start([kind(job, run)], []);
    await first.send(job, {});
    await vi.waitFor(async () => expect(await first.counts()).toContainEqual({ job, waiting: 0, running: 1 }), soon);
    await first.stop(0.1);
    await first.close();
    expect(aborted).toBe(true);
    const attempts: number[] = [];
    const next = await openOne(on);
    await next.start([kind(job, async ({ attempt }) => void attempts.push(attempt))], []);
    await vi.waitFor(() => expect(attempts).toEqual([1]), soon);
  });

  check('waits for running jobs when it stops', async (_queue, job, on) => {
    const queue = await openQueue(on, options);
    await queue.start([kind(job, () => wait(400).then(() => undefined))], []);
    await queue.send(job, {});
    await vi.waitFor(async () => expect(await queue.counts()).toContainEqual({ job, waiting: 0, running: 1 }), soon);
    await queue.stop(10);
    await queue.close();
    expect(await stateOf(on, job)).toEqual(['completed']);
  });

  check('sends with a transaction, or not at all', async (queue, job, on) => {
    const failed = on.db.transaction().execute(async (tx) => {
      await queue.send(job, { n: 1 }, { within: tx });
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await on.db.transaction().execute((tx) => queue.send(job, { n: 2 }, { within: tx }));
    const seen: unknown[] = [];
    await queue.start([kind(job, async ({ data }) => void seen.push(data['n']))], []);
    await vi.waitFor(() => expect(seen).toEqual([2]), soon);
    await wait(300);
    expect(seen).toEqual([2]);
  });

  check('retries a job whose process is gone, and gives it up after the last try', async (queue, job, on) => {
    const givenUp = vi.fn(async () => undefined);
    await queue.start([], []);
    await queue.send(job, { n: 1 });
    await queue.send(job, { n: 2 });
    // As a killed process leaves them: leased, one of them in its last try.
    await on.run(
      `update gantry_jobs.job set state = 'active', started_on = now(), expire_in = '1 s', retry_limit = 1,
       retry_count = (data->>'n')::integer - 1 where name = '${job}'`,
    );
    const attempts: number[] = [];
    const next = await openOne(on);
    await next.start([kind(job, async ({ attempt }) => void attempts.push(attempt), { attempts: 2, givenUp })], []);
    await vi.waitFor(async () => expect((await stateOf(on, job)).sort()).toEqual(['completed', 'failed']), soon);
    expect(attempts).toEqual([2]);
    expect(givenUp).toHaveBeenCalledExactlyOnceWith({ n: 2 }, expect.objectContaining({ code: 'QUEUE_CRASHED' }));
  });
});

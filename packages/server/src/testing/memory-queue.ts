import { silentLog } from '../kernel/log/index.ts';
import type { JobData, JobKind, Queue } from '../kernel/queue/index.ts';

interface Waiting {
  readonly id: string;
  readonly job: string;
  readonly data: JobData;
  readonly singleton?: string;
}

/** Jobs wait until the test runs them. */
export interface MemoryQueue extends Queue {
  readonly waiting: readonly Waiting[];
  /** Runs every waiting job, and what they send in turn, with these kinds. A failure is thrown after `givenUp`. */
  run(kinds: readonly JobKind[]): Promise<void>;
}

/** A queue in memory. */
export function memoryQueue(): MemoryQueue {
  let next = 1;
  const waiting: Waiting[] = [];
  return {
    waiting,
    send: async (job, data, options = {}) => {
      const { singleton } = options;
      if (singleton !== undefined && waiting.some((one) => one.job === job && one.singleton === singleton)) return null;
      const id = `job-${next++}`;
      waiting.push({ id, job, data, ...(singleton === undefined ? {} : { singleton }) });
      return id;
    },
    cancel: async (job, singleton) => {
      for (const one of waiting.filter((other) => other.job === job && other.singleton === singleton))
        waiting.splice(waiting.indexOf(one), 1);
    },
    counts: async () => [],
    run: async (kinds) => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await runOne(one, kinds);
    },
  };
}

async function runOne({ id, job, data }: Waiting, kinds: readonly JobKind[]): Promise<void> {
  const kind = kinds.find(({ name }) => name === job);
  if (kind === undefined) throw new Error(`no job kind ${job} in this test`);
  const signal = new AbortController().signal;
  try {
    await kind.run({ id, data, attempt: kind.attempts, signal, log: silentLog });
  } catch (error) {
    await kind.givenUp?.(data, error);
    throw error;
  }
}

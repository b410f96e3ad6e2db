import type { DbOrTx } from '../db/index.ts';
import type { Logger } from '../log/index.ts';

/** What a queue carries: ids, never objects. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

/** How a job is sent. */
export interface SendOptions {
  /** Higher goes first. A person who waits is `interactive`, a sweep is `background`. */
  readonly priority?: 'interactive' | 'normal' | 'background';
  /** While a job of this key waits or runs, another is not added. */
  readonly singleton?: string;
  /** Seconds to wait before it may start. */
  readonly delay?: number;
  /** Sends it with this transaction: there is a job exactly when the transaction's rows are there. Needed when you are in one. */
  readonly within?: DbOrTx;
}

/** What a running job is given. */
export interface JobRun {
  readonly id: string;
  readonly data: JobData;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the job is cancelled, its lease ends or the server stops. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** A kind of job: named, leased, repeatable. Running it twice must do no harm. */
export interface JobKind {
  readonly name: string;
  /** Tries in all before it is given up. */
  readonly attempts: number;
  /** Seconds of the lease: a job that takes longer counts as crashed and is tried again. */
  readonly deadline: number;
  /** How many may run at once in this process. */
  readonly concurrency: number;
  run(job: JobRun): Promise<void>;
  /** After the last failed try. */
  givenUp?(data: JobData, error: unknown): Promise<void>;
}

/** A job that comes back. */
export interface Schedule {
  /** A job kind. */
  readonly job: string;
  /** Seconds between two runs; one run per bucket of time, whatever the number of servers. */
  readonly every: number;
}

/** The queue. One implementation per engine stands behind it; jobs survive crashes. */
export interface Queue {
  /** The id, or null when a job of the same singleton key is there already. */
  send(job: string, data: JobData, options?: SendOptions): Promise<string | null>;
  /** Ends waiting jobs of this singleton key and aborts a running one of this process. */
  cancel(job: string, singleton: string): Promise<void>;
  /** Counts by state for metrics and status. */
  counts(): Promise<readonly { readonly job: string; readonly waiting: number; readonly running: number }[]>;
}

/** The side that works jobs off. */
export interface Workers {
  start(kinds: readonly JobKind[], schedules: readonly Schedule[]): Promise<void>;
  /** Waits for running jobs (up to `seconds`), then gives their leases back. */
  stop(seconds: number): Promise<void>;
}

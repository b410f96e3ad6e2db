import { setTimeout as wait } from 'node:timers/promises';
import type { CodedError } from '@gantry/core';
import type { Logger } from '../log/index.ts';
import { queueErrors } from './errors.ts';
import type { Lease, Leases } from './leases.ts';
import type { JobKind } from './types.ts';

/** A job under way in this process. */
export interface Running {
  readonly lease: Lease;
  /** Tells the job to end; what it does then counts no more. */
  end(reason: CodedError): void;
  /** Settles when its outcome is written; never rejects. */
  readonly done: Promise<void>;
}

/** A job that goes on for this long after its signal is left to itself. */
const graceMilliseconds = 5_000;

/** Works a leased job off and writes its outcome. */
export function runJob(kind: JobKind, lease: Lease, on: { readonly leases: Leases; readonly log: Logger }): Running {
  const controller = new AbortController();
  const log = on.log.with({ job: lease.job, job_id: lease.id, attempt: lease.attempt });
  const deadline = setTimeout(
    () => controller.abort(queueErrors.DEADLINE({ job: lease.job, seconds: kind.deadline })),
    kind.deadline * 1_000,
  );
  const work = async (): Promise<void> => {
    try {
      const run = kind.run({ id: lease.id, data: lease.data, attempt: lease.attempt, signal: controller.signal, log });
      await Promise.race([run, ending(controller.signal)]);
      await on.leases.complete(lease);
      log.debug('job done');
    } catch (error) {
      const known = controller.signal.aborted ? controller.signal.reason : error;
      if (!isLost(known)) await writeFailure(kind, lease, { ...on, log, error: known });
    } finally {
      clearTimeout(deadline);
    }
  };
  const done = work().catch((error: unknown) =>
    log.error('the outcome of a job was not written', { because: why(error) }),
  );
  return { lease, end: (reason) => controller.abort(reason), done };
}

/** Gives up a job whose last try ended with its server. */
export function giveUpCrashed(
  kind: JobKind,
  lease: Lease,
  on: { readonly leases: Leases; readonly log: Logger },
): Running {
  const log = on.log.with({ job: lease.job, job_id: lease.id, attempt: lease.attempt });
  const error = queueErrors.CRASHED({ job: lease.job });
  const done = writeFailure(kind, lease, { ...on, log, error }).catch((failure: unknown) =>
    log.error('the outcome of a job was not written', { because: why(failure) }),
  );
  return { lease, end: () => undefined, done };
}

/** Whoever ended the job has written its outcome. */
function isLost(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'QUEUE_CANCELLED' || code === 'QUEUE_STOPPING';
}

interface Failure {
  readonly leases: Leases;
  readonly log: Logger;
  readonly error: unknown;
}

/** When `givenUp` itself fails, the lease ends by itself and the job is given up again. */
async function writeFailure(kind: JobKind, lease: Lease, { leases, log, error }: Failure): Promise<void> {
  const last = lease.attempt >= kind.attempts;
  log.warn(last ? 'job failed for good' : 'job failed, it is tried again', { because: why(error) });
  if (last) await kind.givenUp?.(lease.data, error);
  await leases.fail(lease, error);
}

/** Rejects some time after the signal, for jobs that do not listen. */
async function ending(signal: AbortSignal): Promise<never> {
  await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
  await wait(graceMilliseconds, undefined, { ref: false });
  throw signal.reason;
}

function why(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

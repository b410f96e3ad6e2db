import { isCodedError } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { NewEvent } from '../../kernel/events/index.ts';
import type { JobRun } from '../../kernel/queue/index.ts';
import type { WatchParts } from './jobs.ts';
import { noteLook } from './store.ts';

/** One look of a watcher. */
export interface Looking {
  readonly parts: WatchParts;
  readonly scope: Scope;
  readonly row: Row<'subscription'>;
  readonly job: JobRun;
}

/** What a failed lookup is told as. */
export interface FailedLookup {
  readonly type: NewEvent['type'];
  readonly resource: string;
  readonly error: unknown;
  readonly state?: Readonly<Record<string, unknown>>;
}

/**
 * Notes a lookup that failed, and tells of it. A look that was ended from outside is no failure of the registry; a failure that is
 * no coded error is ours: both are thrown.
 */
export async function failedLookup({ parts, scope, row, job }: Looking, failed: FailedLookup): Promise<void> {
  const { error, state } = failed;
  if (job.signal.aborted) throw job.signal.reason;
  const now = parts.platform.clock.now();
  await noteLook(scope, row.id, { now, failed: true, ...(state === undefined ? {} : { state }) });
  if (!isCodedError(error)) throw error;
  job.log.warn('a watcher found no answer', { subscription: row.key, error });
  await parts.platform.events.emit({
    account: scope.account,
    type: failed.type,
    level: 'ERROR',
    message: `${row.key}: ${error.message}`,
    details: { error_code: error.code, advice: error.advice, failures_in_a_row: row.failures + 1 },
    resource: { type: failed.resource, id: row.key },
  });
}

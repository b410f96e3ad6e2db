import { isCodedError } from '@gantry/core';
import { scoped } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind } from '../../kernel/queue/index.ts';
import { type RunParts, runBacktest } from './run.ts';
import { backtestOf, noteState } from './store.ts';

/** Runs one back-test: `{account, id}`. */
export const backtestJob = 'backtest';

/** The kind of job; a run that was cut off is begun anew. */
export function backtestKind({ platform, replayer }: RunParts & { readonly platform: Platform }): JobKind {
  const { db, clock } = platform;
  return {
    name: backtestJob,
    attempts: 2,
    deadline: 3_600,
    concurrency: 1,
    run: async ({ data, signal }) => {
      const scope = scoped(db, String(data['account']));
      const row = await backtestOf(scope, String(data['id'])).catch((error: unknown) => {
        if (isCodedError(error) && error.code === 'BACKTEST_NOT_FOUND') return null;
        throw error;
      });
      if (row === null || row.status === 'done' || row.status === 'failed') return;
      await runBacktest({ platform, replayer }, scope, { row, signal });
    },
    givenUp: async (data, error) => {
      const { code, message } = isCodedError(error)
        ? error
        : { code: 'BACKTEST_FAILED', message: 'the back-test ended early; the log of the server has the cause' };
      const scope = scoped(db, String(data['account']));
      await noteState(scope, String(data['id']), {
        status: 'failed',
        problem: { code, message: message.slice(0, 1_000) },
        finished_at: clock.now(),
      });
    },
  };
}

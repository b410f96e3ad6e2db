import { randomUUID } from 'node:crypto';
import type { BacktestRequest } from '@gantry/contract/backtests';
import { type Row, type Scope, storableJson } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Policies } from '../policies/ports.ts';
import { backtestErrors } from './errors.ts';
import { backtestJob } from './job.ts';
import {
  addBacktest,
  type BacktestSummary,
  backtestOf,
  countUnfinished,
  deleteBacktestRow,
  listBacktestRows,
} from './store.ts';

/** Back-tests of an account that wait or run at once. */
const mostUnfinished = 3;

/** Days, unless the caller says otherwise. */
const usualDays = 90;

/** What the service works with. */
export interface BacktestParts {
  readonly platform: Platform;
  readonly policies: Pick<Policies, 'active' | 'byId' | 'usable'>;
}

/** Back-tests of candidate policies. */
export interface BacktestService {
  /** BACKTEST_BAD_REQUEST, BACKTEST_TOO_MANY, POLICY_REFUSED, POLICY_NOT_FOUND. */
  create(scope: Scope, request: BacktestRequest, by: string): Promise<Row<'backtest'>>;
  list(scope: Scope): Promise<readonly BacktestSummary[]>;
  /** BACKTEST_NOT_FOUND. */
  get(scope: Scope, id: string): Promise<Row<'backtest'>>;
  /** BACKTEST_NOT_FOUND. */
  remove(scope: Scope, id: string): Promise<void>;
}

/** The service over policies and the queue. */
export function createBacktestService({ platform, policies }: BacktestParts): BacktestService {
  const { queue, clock } = platform;
  return {
    list: listBacktestRows,
    get: backtestOf,
    create: async (scope, request, by) => {
      const candidate = await candidateOf(policies, scope, request);
      const since = sinceOf(request, clock.now());
      if ((await countUnfinished(scope)) >= mostUnfinished) throw backtestErrors.TOO_MANY({ most: mostUnfinished });
      const active = await policies.active(scope);
      const evaluatedBy = request.evaluated_by ?? active.id;
      const id = randomUUID();
      await addBacktest(scope, {
        ...{ id, since, evaluated_by: evaluatedBy, team_key: request.team_key },
        ...{ policy_id: candidate.id, policy_name: candidate.name, policy: storableJson(candidate.document) },
        against: request.against === 'active' ? storableJson(active.document) : null,
        ...{ created_by: by, created_at: clock.now() },
      });
      await queue.send(backtestJob, { account: scope.account, id }, { singleton: id });
      return backtestOf(scope, id);
    },
    remove: async (scope, id) => {
      await deleteBacktestRow(scope, id);
      await queue.cancel(backtestJob, id);
    },
  };
}

async function candidateOf(
  policies: BacktestParts['policies'],
  scope: Scope,
  { policy, policy_id: id }: BacktestRequest,
): Promise<Pick<Row<'policy'>, 'id' | 'name' | 'document'>> {
  if ((policy === undefined) === (id === undefined)) {
    throw backtestErrors.BAD_REQUEST({ because: 'either a policy or the id of one is wanted' });
  }
  return policy === undefined ? policies.byId(scope, id ?? '') : policies.usable(policy);
}

function sinceOf({ since, days }: BacktestRequest, now: Date): Date {
  if (since !== undefined && days !== undefined) {
    throw backtestErrors.BAD_REQUEST({ because: 'the period is given as since and as days' });
  }
  if (since === undefined) return new Date(now.getTime() - (days ?? usualDays) * 86_400_000);
  const time = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/.test(since) ? Date.parse(since.replace(' ', 'T')) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time);
  throw backtestErrors.BAD_REQUEST({ because: `since: ${since.slice(0, 40)} is not a time as RFC 3339 writes it` });
}

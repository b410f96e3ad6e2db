import type { BacktestResult } from '@gantry/contract/backtests';
import type { Row, Scope } from '../../kernel/db/index.ts';
import { storableJson } from '../../kernel/db/index.ts';
import { backtestErrors } from './errors.ts';

/** Back-tests of an account that are kept; older ones go. */
const mostKept = 100;

/** Stores a new back-test, and drops the oldest beyond what is kept. */
export async function addBacktest(scope: Scope, row: NewBacktest): Promise<void> {
  await scope.insert('backtest', { ...row, status: 'queued', done: 0 }).execute();
  const surplus = scope
    .select('backtest')
    .where('backtest.status', 'in', ['done', 'failed'])
    .orderBy('backtest.created_at', 'desc')
    .orderBy('backtest.id')
    .select('backtest.id')
    .offset(mostKept);
  await scope.delete('backtest').where('backtest.id', 'in', surplus).execute();
}

/** What a new one is made of. */
export type NewBacktest = Pick<
  Row<'backtest'>,
  'id' | 'policy_id' | 'policy_name' | 'evaluated_by' | 'since' | 'team_key' | 'created_by' | 'created_at'
> & { readonly policy: string; readonly against: string | null };

/** Those that wait or run. */
export async function countUnfinished(scope: Scope): Promise<number> {
  const { count } = await scope
    .select('backtest')
    .where('backtest.status', 'in', ['queued', 'running'])
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What lists tell of each. */
export type BacktestSummary = Omit<Row<'backtest'>, 'policy' | 'against' | 'result'> & {
  readonly isAgainstActive: boolean;
};

const summary = [
  'backtest.id',
  'backtest.account',
  'backtest.status',
  'backtest.policy_id',
  'backtest.policy_name',
  'backtest.evaluated_by',
  'backtest.since',
  'backtest.team_key',
  'backtest.total',
  'backtest.done',
  'backtest.problem',
  'backtest.created_by',
  'backtest.created_at',
  'backtest.started_at',
  'backtest.finished_at',
] as const;

/** Newest first. */
export async function listBacktestRows(scope: Scope): Promise<BacktestSummary[]> {
  return scope
    .select('backtest')
    .select(summary)
    .select(({ eb }) => eb('backtest.against', 'is not', null).$castTo<boolean>().as('isAgainstActive'))
    .orderBy('backtest.created_at', 'desc')
    .orderBy('backtest.id')
    .execute();
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** BACKTEST_NOT_FOUND. */
export async function backtestOf(scope: Scope, id: string): Promise<Row<'backtest'>> {
  const row = uuid.test(id)
    ? await scope.select('backtest').selectAll().where('backtest.id', '=', id).executeTakeFirst()
    : undefined;
  if (row === undefined) throw backtestErrors.NOT_FOUND({ id: id.slice(0, 100) });
  return row;
}

/** BACKTEST_NOT_FOUND. */
export async function deleteBacktestRow(scope: Scope, id: string): Promise<void> {
  const deleted = uuid.test(id)
    ? await scope.delete('backtest').where('backtest.id', '=', id).returning('backtest.id').execute()
    : [];
  if (deleted.length === 0) throw backtestErrors.NOT_FOUND({ id: id.slice(0, 100) });
}

/** How a back-test goes on. */
export interface BacktestState {
  readonly status?: 'running' | 'done' | 'failed';
  readonly total?: number;
  readonly done?: number;
  readonly started_at?: Date;
  readonly finished_at?: Date;
  readonly result?: BacktestResult;
  readonly problem?: { readonly code: string; readonly message: string };
}

/** Notes how it goes; false when it was deleted meanwhile. */
export async function noteState(
  scope: Scope,
  id: string,
  { result, problem, ...state }: BacktestState,
): Promise<boolean> {
  const noted = await scope
    .update('backtest')
    .set({
      ...state,
      ...(result === undefined ? {} : { result: storableJson(result) }),
      ...(problem === undefined ? {} : { problem: storableJson(problem) }),
    })
    .where('backtest.id', '=', id)
    .returning('backtest.id')
    .execute();
  return noted.length > 0;
}

import type { BacktestResult, Backtest as WireBacktest } from '@gantry/contract/backtests';
import type { Action } from '@gantry/core';
import type { BacktestResult as Replayed } from '@gantry/policy';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import type { BacktestSummary } from './store.ts';

/** A back-test as the API shows it in lists. */
export function toSummary(row: BacktestSummary): WireBacktest {
  return {
    id: row.id,
    status: row.status,
    policy_id: row.policy_id,
    policy_name: row.policy_name,
    against: row.isAgainstActive ? 'active' : 'stored',
    evaluated_by: row.evaluated_by,
    since: toTimestamp(row.since),
    team_key: row.team_key,
    progress: { total: row.total, done: row.done },
    problem: row.problem,
    created_by: row.created_by,
    created_at: toTimestamp(row.created_at),
    started_at: row.started_at && toTimestamp(row.started_at),
    finished_at: row.finished_at && toTimestamp(row.finished_at),
    result: null,
  };
}

/** A back-test with its result. */
export function toBacktest(row: Row<'backtest'>): WireBacktest {
  // What is stored is what `toResult` made.
  const result = row.result as BacktestResult | null;
  return { ...toSummary({ ...row, isAgainstActive: row.against !== null }), result };
}

/** What a replay found, as the API tells it. */
export function toResult(replayed: Replayed): BacktestResult {
  return {
    evaluations: replayed.evaluations,
    replayed: replayed.replayed,
    distinct: replayed.distinct,
    not_replayed: replayed.notReplayed.map(({ because, count }) => ({ because, evaluations: count })),
    transitions: Object.entries(replayed.transitions).map(([change, evaluations]) => {
      const [before, after] = change.split(' ') as [Action, Action];
      return { before, after, evaluations };
    }),
    images: replayed.images,
    flipped_images: replayed.flippedImages,
    flips: replayed.flips.map(({ image, tag, team, clock, before, after }) => ({
      ...{ image_digest: image.slice(0, image.indexOf(' ')), tag: tag ?? '', team, evaluated_at: clock },
      ...{ before, after },
    })),
    rules: replayed.rules.map(({ ruleId, ...change }) => ({ rule_id: ruleId, ...change })),
    teams: [...replayed.teams],
  };
}

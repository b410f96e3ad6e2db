import { neededFacts, parsePolicy } from '@gantry/policy';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Replayer, Replaying } from './ports.ts';
import { type BacktestState, noteState } from './store.ts';
import { batchesOf, countEvaluations, type Period } from './stored-rows.ts';
import { toResult } from './to-wire.ts';

/** What a run works with. */
export interface RunParts {
  readonly platform: Pick<Platform, 'clock'>;
  readonly replayer: Replayer;
}

/** Milliseconds between two notes of how far it is. */
const notesEvery = 1_000;

/** Replays the evaluations of an account by the candidate, and stores what came of it. A deleted back-test ends. */
export async function runBacktest(
  { platform: { clock }, replayer }: RunParts,
  scope: Scope,
  { row, signal }: { readonly row: Row<'backtest'>; readonly signal: AbortSignal },
): Promise<void> {
  const note = (state: BacktestState): Promise<boolean> => noteState(scope, row.id, state);
  const period = { policyId: row.evaluated_by, since: row.since, until: row.created_at };
  const total = await countEvaluations(scope, period);
  if (!(await note({ status: 'running', total, done: 0, started_at: clock.now() }))) return;
  const replaying = replayer({ candidate: row.policy, against: row.against, teamKey: row.team_key });
  try {
    if (!(await feed(replaying, scope, { row, period, signal, note }))) return;
    const result = toResult(await replaying.result());
    await note({ status: 'done', done: result.evaluations, result, finished_at: clock.now() });
  } finally {
    await replaying.stop();
  }
}

interface Feeding {
  readonly row: Row<'backtest'>;
  readonly period: Period;
  readonly signal: AbortSignal;
  note(state: BacktestState): Promise<boolean>;
}

/** False when it was deleted meanwhile. */
async function feed(replaying: Replaying, scope: Scope, { row, period, signal, note }: Feeding): Promise<boolean> {
  const policies = [row.policy, row.against].flatMap((document) => (document === null ? [] : [document]));
  const needed = new Set(policies.flatMap((one) => [...neededFacts(parsePolicy(one, row.policy_id).policy).parts]));
  let done = 0;
  let noted = performance.now();
  for await (const batch of batchesOf(scope, period, needed)) {
    signal.throwIfAborted();
    await replaying.add(batch);
    done += batch.rows.length;
    if (performance.now() - noted < notesEvery) continue;
    noted = performance.now();
    if (!(await note({ done }))) return false;
  }
  return true;
}

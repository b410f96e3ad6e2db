import { canonicalJson, type Verdict } from '@gantry/core';
import { evaluate, parsePolicy } from '@gantry/policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../kernel/db/index.ts';
import { app, type EvaluationWorld, evaluationWorld, tag } from '../../testing/evaluation-world.ts';
import { restoreFacts } from './snapshot.ts';
import type { Snapshot } from './snapshot-facts.ts';
import { snapshotSweepJob } from './sweep-snapshots.ts';

describe('evaluations/snapshot', () => {
  let world: EvaluationWorld;
  beforeAll(async () => {
    world = await evaluationWorld();
  });
  beforeEach(async () => {
    await world.reset();
    await world.platform.db.deleteFrom('snapshot').execute();
    await world.storeBills();
  });
  afterAll(() => world.close());

  const rows = () => world.scope.select('evaluation').selectAll().orderBy('evaluation.evaluated_at').execute();
  const count = async () => (await world.scope.select('snapshot').select('sha256').execute()).length;

  async function again(row: Row<'evaluation'>): Promise<Verdict> {
    const facts = await restoreFacts(world.scope, row.snapshot as unknown as Snapshot);
    const { digests } = row.verdict as unknown as Verdict;
    return evaluate({ facts, policy: parsePolicy(row.policy, 'stored').policy, now: digests.clock, digests });
  }

  it('makes an old verdict again, bit by bit, after everything changed', async () => {
    await world.check(`tag=${tag}`);
    world.state.matches = [];
    world.state.advisories = 'sha256:data-2';
    world.platform.setTime('2026-12-24T00:00:00Z');
    await world.check(`tag=${tag}`);
    const [first, second] = await rows();
    if (first === undefined || second === undefined) throw new Error('two were stored');
    for (const row of [first, second]) {
      const { remediations: _r, inherited: _i, outcome: _o, ...stored } = row.verdict as Record<string, unknown>;
      expect(canonicalJson(await again(row))).toBe(canonicalJson(stored));
    }
    expect([first.final_action, second.final_action]).toEqual(['stop', 'go']);
  });

  it('shares what did not change, and sweeps what nobody needs', async () => {
    await world.check(`tag=${tag}`);
    const once = await count();
    // No other test may have loaded the report of these.
    world.state.advisories = 'sha256:data-3';
    await world.check(`tag=${tag}`);
    expect(await rows()).toHaveLength(2);
    // What the advisories were is another.
    expect(await count()).toBe(once + 1);
    const sweep = () => snapshotSweepJob(world.platform).run({ signal: new AbortController().signal } as never);
    await sweep();
    expect(await count()).toBe(once + 1);
    await world.platform.db.deleteFrom('evaluation').execute();
    await sweep();
    expect(await count()).toBe(0);
  });

  it('keeps nothing of an image whose bill is gone', async () => {
    await world.scope.delete('document').where('document.digest', '=', app).execute();
    await world.check(`tag=${tag}`);
    expect((await rows()).map(({ snapshot }) => snapshot)).toEqual([null]);
  });
});

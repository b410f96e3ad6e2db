import type { Backtest } from '@gantry/contract/backtests';
import { aDocument, aRule } from '@gantry/policy/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildEntry } from '../../testing/build-entry.ts';
import { app, type EvaluationWorld, evaluationWorld, rules, tag } from '../../testing/evaluation-world.ts';
import { type TestServer, testServer } from '../../testing/index.ts';
import { createBacktestsFeature, type Replayer, replayBatches, threadReplayer } from './index.ts';

const lenient = aDocument([], { id: 'lenient' });
const strict = aDocument([...rules, aRule('always.always', {}, { id: 'never' })], { id: 'strict' });
const onSecrets = aDocument([aRule('secret_scans.content_regex_checks', {}, { id: 's' })], { id: 'secrets' });
const onAttachments = aDocument([aRule('provenance.unsigned', {}, { id: 'u' })], { id: 'signed' });

describe('backtests', () => {
  let world: EvaluationWorld;
  let server: TestServer;
  let replayer: Replayer = replayBatches;
  let jobs: Parameters<EvaluationWorld['platform']['queue']['run']>[0];
  beforeAll(async () => {
    world = await evaluationWorld();
    const { platform, parts } = world;
    const feature = createBacktestsFeature({ ...parts, platform, replayer: (order) => replayer(order) });
    server = await testServer(platform, feature.routes);
    jobs = feature.jobs ?? [];
  });
  beforeEach(async () => {
    await world.reset();
    await world.platform.db.deleteFrom('backtest').execute();
    await world.platform.db.deleteFrom('snapshot').execute();
    await world.storeBills();
  });
  afterAll(async () => {
    await server.close();
    await world.close();
  });

  const create = (body: object, account = 'team-a') => server.call('POST', '/policies/backtests', { body, account });
  const get = async (id: string) => (await server.call('GET', `/policies/backtests/${id}`)).body as Backtest;
  const run = async (body: object): Promise<Backtest> => {
    const { status, body: made, text } = await create(body);
    if (status !== 201) throw new Error(text);
    await world.platform.queue.run(jobs);
    return get((made as Backtest).id);
  };

  /** Two evaluations: with a critical match, and a day later without any. */
  async function evaluateTwice(): Promise<void> {
    await world.check(`tag=${tag}`);
    world.state.matches = [];
    world.state.advisories = 'sha256:data-9';
    world.platform.setTime('2026-11-22T12:00:00Z');
    await world.check(`tag=${tag}`);
  }

  const threads = async (): Promise<Replayer> =>
    threadReplayer(await buildEntry(new URL('./replaying/thread.ts', import.meta.url)));

  it.each([
    ['in this thread', async () => replayBatches],
    ['in a thread of its own', threads],
  ] as const)('tells what a candidate would have said, %s', async (_name, make) => {
    replayer = await make();
    await world.platform.db
      .updateTable('image')
      .set({ annotations: '{"team":"payments"}' })
      .where('digest', '=', app)
      .execute();
    await evaluateTwice();
    const { status, progress, result } = await run({ policy: lenient });
    expect([status, progress]).toEqual(['done', { total: 2, done: 2 }]);
    expect(result).toMatchObject({
      ...{ evaluations: 2, replayed: 2, images: 1, flipped_images: 0, not_replayed: [], flips: [] },
      transitions: [
        { before: 'go', after: 'go', evaluations: 1 },
        { before: 'stop', after: 'go', evaluations: 1 },
      ],
      rules: [{ rule_id: 'crit', added: 0, removed: 1, evaluations: 1 }],
      teams: [{ team: 'payments', evaluations: 2, flipped: 1, added: 0, removed: 1 }],
    });
    const more = await run({ policy: strict, against: 'active' });
    expect(more).toMatchObject({ against: 'active', evaluated_by: 'test-policy' });
    expect(more.result).toMatchObject({
      flipped_images: 1,
      flips: [{ image_digest: app, tag, team: 'payments', before: 'go', after: 'stop' }],
      rules: [{ rule_id: 'never', added: 2, removed: 0, evaluations: 2 }],
    });
    replayer = replayBatches;
  });

  it('counts what cannot be made again, with the reason', async () => {
    await evaluateTwice();
    const needing = await run({ policy: onAttachments });
    expect(needing.result).toMatchObject({
      ...{ evaluations: 2, replayed: 0 },
      not_replayed: [{ because: expect.stringContaining('attachments'), evaluations: 2 }],
    });
    await world.platform.db.updateTable('evaluation').set({ snapshot: null }).execute();
    expect((await run({ policy: lenient })).result).toMatchObject({
      not_replayed: [{ because: 'its facts were not kept', evaluations: 2 }],
    });
    await world.platform.db.deleteFrom('evaluation').execute();
    expect(await run({ policy: onSecrets })).toMatchObject({ status: 'done', progress: { total: 0, done: 0 } });
  });

  it('looks at the period and the policy that were asked for', async () => {
    await evaluateTwice();
    expect((await run({ policy: lenient, since: '2026-11-22T00:00:00Z' })).progress.total).toBe(1);
    expect((await run({ policy: lenient, days: 1, evaluated_by: 'other' })).progress.total).toBe(0);
  });

  it.each([
    ['neither policy nor id', {}, 400, 'BACKTEST_BAD_REQUEST'],
    ['both', { policy: lenient, policy_id: 'p' }, 400, 'BACKTEST_BAD_REQUEST'],
    ['two periods', { policy: lenient, days: 3, since: '2026-01-01T00:00:00Z' }, 400, 'BACKTEST_BAD_REQUEST'],
    ['a time that is none', { policy: lenient, since: 'then' }, 400, 'BACKTEST_BAD_REQUEST'],
    ['a policy that is not there', { policy_id: 'nowhere' }, 404, 'POLICY_NOT_FOUND'],
    ['a policy that cannot be used', { policy: { id: 'x' } }, 400, 'POLICY_REFUSED'],
  ])('refuses %s', async (_name, body, status, code) => {
    expect(await create(body)).toMatchObject({ status, body: { error_type: code } });
  });

  it('bounds how many wait, lists them, and forgets those that are deleted', async () => {
    const made = [];
    for (let at = 0; at < 3; at += 1) made.push((await create({ policy: lenient })).body as Backtest);
    expect(await create({ policy: lenient })).toMatchObject({ status: 409, body: { error_type: 'BACKTEST_TOO_MANY' } });
    const { body } = await server.call('GET', '/policies/backtests');
    expect((body as { items: Backtest[] }).items.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
    for (const { id } of made) expect((await server.call('DELETE', `/policies/backtests/${id}`)).status).toBe(204);
    await world.platform.queue.run(jobs);
    expect((await server.call('GET', '/policies/backtests')).body).toEqual({ items: [] });
    const gone = { status: 404, body: { error_type: 'BACKTEST_NOT_FOUND' } };
    expect(await server.call('GET', `/policies/backtests/${made[0]?.id}`)).toMatchObject(gone);
    expect(await server.call('DELETE', '/policies/backtests/no-id')).toMatchObject(gone);
  });
});

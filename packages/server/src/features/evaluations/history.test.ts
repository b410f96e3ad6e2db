import { aBill, aDocument, aMapping, aMatch, anImage, aPackage } from '@gantry/policy/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addImage,
  app,
  digestOf,
  type EvaluationWorld,
  evaluationWorld,
  onLodash,
  openssl,
  rules,
  tag,
} from '../../testing/evaluation-world.ts';
import { createEvaluationsFeature } from './index.ts';

describe('stored evaluations', () => {
  let world: EvaluationWorld;
  beforeAll(async () => {
    world = await evaluationWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it('stores an evaluation once while nothing changes, and again when something does', async () => {
    const history = async () =>
      (await world.check(`tag=${tag}&history=true&detail=false&interactive=true`)).wire.evaluations;
    await world.check(`tag=${tag}&interactive=true`);
    expect(await history()).toEqual([]);
    await world.check(`tag=${tag}`);
    await world.check(`tag=${tag}`);
    world.platform.setTime('2026-11-21T13:00:00Z');
    await world.check(`tag=${tag}`);
    expect(await history()).toHaveLength(1);
    world.state.advisories = 'sha256:data-2';
    await world.check(`tag=${tag}`);
    world.platform.setTime('2026-11-21T14:00:00Z');
    world.state.matches = [onLodash];
    world.state.advisories = 'sha256:data-3';
    await world.check(`tag=${tag}`);
    expect((await history()).map(({ final_action }) => final_action)).toEqual(['warn', 'stop', 'stop']);
    world.platform.setTime('2026-11-22T15:00:00Z');
    await world.check(`tag=${tag}`);
    expect((await history()).map(({ evaluation_time }) => evaluation_time.slice(0, 16))).toEqual([
      '2026-11-22T15:00',
      '2026-11-21T14:00',
      '2026-11-21T13:00',
      '2026-11-21T12:00',
    ]);
  });

  it('stores what an image of a stranger makes a rule say', async () => {
    const digest = digestOf('f');
    const hostile = aPackage('npm', 'nul\u0000 and half \ud800', { version: '1.0.0' });
    world.bills.set(digest, aBill([hostile], { source: anImage({ manifestDigest: digest }) }));
    await addImage(world.scope, digest, 'docker.io/library/hostile:1');
    world.state.matches = [aMatch(hostile, 'CVE-2026-3', { severity: 'critical' })];
    const now = await world.check('tag=hostile:1', { digest });
    expect(now).toMatchObject({
      status: 200,
      wire: { evaluations: [{ final_action: 'stop', number_of_findings: 1 }] },
    });
    const stored = await world.check('tag=hostile:1&history=true', { digest });
    expect(stored.wire.evaluations).toMatchObject([{ final_action: 'stop', number_of_findings: 1 }]);
    expect(stored.text).toContain('nul\ufffd and half \ufffd');
  });

  it('servers that evaluate the same at the same time store it once', async () => {
    const { scope } = world;
    const request = { digest: app, tag, record: true };
    const servers = Array.from({ length: 6 }, () => createEvaluationsFeature(world.parts));
    await Promise.all(servers.map(({ evaluations }) => evaluations.evaluate(scope, request)));
    expect(await scope.select('evaluation').select('evaluation.id').execute()).toHaveLength(1);
  });

  it('history is whole, however long, with the policy as it was', async () => {
    for (let hour = 0; hour < 23; hour += 1) {
      world.platform.setTime(`2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`);
      world.state.advisories = `sha256:hour-${hour}`;
      await world.check(`tag=${tag}`);
    }
    await world.storePolicy(aDocument([], { id: 'test-policy', name: 'other' }));
    world.platform.setTime('2026-11-20T23:00:00Z');
    const { status, wire } = await world.check(`tag=${tag}&history=true`);
    expect(status).toBe(200);
    expect(wire.evaluations).toHaveLength(24);
    expect(wire.evaluations.map(({ evaluation_time: at }) => at)).toEqual(
      wire.evaluations
        .map(({ evaluation_time: at }) => at)
        .sort()
        .reverse(),
    );
    expect(wire.evaluations[0]).toMatchObject({ final_action: 'go', details: { policy: { name: 'other' } } });
    expect(wire.evaluations[1]).toMatchObject({
      final_action: 'stop',
      details: { policy: { name: 'Test policy' }, findings: [{}, {}] },
    });
  });

  it('an accepted finding is accepted until its last moment', async () => {
    const items = [
      { id: 'i', gate: 'vulnerabilities', trigger_id: 'CVE-2026-1+*', expires_on: '2026-11-21T12:00:30Z' },
    ];
    await world.storePolicy(
      aDocument(rules, {
        allowlists: [{ id: 'al', name: 'accepted', version: '2', items }],
        mappings: [aMapping({ allowlist_ids: ['al'] })],
      }),
    );
    expect(await world.first(`tag=${tag}`)).toMatchObject({
      final_action: 'warn',
      details: {
        findings: [
          { allowlisted: true, action: 'go', allowlist_match: { id: 'al', name: 'accepted', matched_rule_id: 'i' } },
          {},
        ],
      },
    });
    world.platform.setTime('2026-11-21T12:00:30Z');
    expect(await world.first(`tag=${tag}`)).toMatchObject({
      final_action: 'stop',
      evaluation_time: '2026-11-21T12:00:30.000Z',
    });
  });

  it('many at once load the inputs once; the time of a verdict is when it was made', async () => {
    const digest = digestOf('d');
    world.bills.set(digest, aBill([openssl], { source: anImage({ manifestDigest: digest }) }));
    await addImage(world.scope, digest, 'docker.io/library/many:1');
    const replies = await Promise.all(Array.from({ length: 20 }, () => world.check('tag=many:1', { digest })));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(world.state.loads).toEqual([digest]);
    world.platform.setTime('2026-11-21T12:00:59Z');
    expect((await world.check('tag=many:1', { digest })).text).toBe(replies[0]?.text);
    world.platform.setTime('2026-11-21T12:01:00Z');
    const later = await world.check('tag=many:1', { digest });
    expect(later.wire.evaluations[0]?.evaluation_time).toBe('2026-11-21T12:01:00.000Z');
  });

  it('tells of a changed verdict of a subscribed tag, once', async () => {
    const { scope } = world;
    await scope.insert('subscription', { id: 's', type: 'policy_eval', key: tag, active: true }).execute();
    const told = () => world.platform.events.seen.filter(({ type }) => type === 'user.image.policy_evaluation.update');
    await world.platform.queue.run([]);
    const sweep = async (minute: number) => {
      world.platform.setTime(`2026-11-21T12:${minute}:00Z`);
      await world.platform.queue.send('evaluate-subscribed', {});
      await world.platform.queue.run(world.feature.jobs ?? []);
    };
    await sweep(10);
    await sweep(20);
    expect(told()).toEqual([]);
    world.state.matches = [];
    world.state.advisories = 'sha256:data-4';
    // As if the server had been killed: what was not told is not stored either.
    const emit = vi.spyOn(world.platform.events, 'emit').mockRejectedValueOnce(new Error('killed here'));
    await sweep(30).catch(() => undefined);
    expect(emit).toHaveBeenCalledTimes(1);
    emit.mockRestore();
    await sweep(40);
    await sweep(50);
    expect(told()).toMatchObject([
      {
        account: 'team-a',
        resource: { type: 'image_tag', id: tag },
        details: { last_eval: { final_action: 'stop' }, curr_eval: { final_action: 'go', image_digest: app } },
      },
    ]);
  });

  it('an evaluation of an image that is gone ends quietly', async () => {
    await world.platform.queue.send('evaluate', { account: 'team-a', digest: digestOf('e'), tag });
    await world.platform.queue.run(world.feature.jobs ?? []);
  });
});

import { type Subscription, SubscriptionList } from '@gantry/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { firstImage, openWatchWorld, secondImage, type WatchWorld } from '../../testing/watch-world.ts';

describe('features/subscriptions', () => {
  let world: WatchWorld;
  beforeAll(async () => {
    world = await openWatchWorld();
  }, 60_000);
  afterAll(() => world.close(), 60_000);
  afterEach(() => world.reset());
  const post = async (
    body: object,
    account = 'team-a',
  ): Promise<{ status: number; one: Subscription; code: unknown }> => {
    const answer = await world.server.call('POST', '/subscriptions', { body, account });
    const list = answer.status === 200 ? SubscriptionList.parse(answer.body) : [];
    return { status: answer.status, one: list[0] ?? {}, code: (answer.body as { error_type?: string }).error_type };
  };

  it('adds, shows, lists, changes and deletes', async () => {
    const { one } = await post({
      subscription_key: 'debian:12',
      subscription_type: 'policy_eval',
      subscription_value: 'any text',
    });
    expect(one).toEqual({
      subscription_key: 'docker.io/library/debian:12',
      subscription_type: 'policy_eval',
      subscription_value: 'any text',
      account_name: 'team-a',
      active: true,
      subscription_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      created_at: '2026-01-02T03:04:05.000Z',
      last_updated: '2026-01-02T03:04:05.000Z',
    });
    const path = `/subscriptions/${one.subscription_id}`;
    expect((await world.server.call('GET', path)).body).toEqual([one]);
    expect((await world.server.call('GET', '/subscriptions?subscription_type=policy_eval')).body).toEqual([one]);
    expect((await world.server.call('GET', '/subscriptions?subscription_type=vuln_update')).body).toEqual([]);
    expect((await world.server.call('GET', `/subscriptions?subscription_key=${one.subscription_key}`)).body).toEqual([
      one,
    ]);
    expect((await world.server.call('PUT', path, { body: { active: false } })).body).toEqual([
      { ...one, active: false },
    ]);
    expect((await world.server.call('PUT', path, { body: { subscription_value: null } })).body).toEqual([
      { ...one, active: false, subscription_value: null },
    ]);
    expect((await post({ subscription_key: 'debian:12', subscription_type: 'policy_eval' })).one).toMatchObject({
      active: true,
      subscription_id: one.subscription_id,
    });
    for (const method of ['GET', 'DELETE'])
      expect((await world.server.call(method, path, { account: 'team-b' })).status).toBe(404);
    expect((await world.server.call('PUT', path, { account: 'team-b', body: { active: true } })).status).toBe(404);
    expect((await world.server.call('DELETE', path)).status).toBe(204);
    expect(await world.server.call('DELETE', path)).toMatchObject({
      status: 404,
      body: { error_type: 'SUBSCRIPTION_NOT_FOUND' },
    });
  });

  it('gives the same subscription the same id, and other accounts another', async () => {
    const body = { subscription_key: 'r.example/a:1', subscription_type: 'tag_update' };
    const ids = [(await post(body)).one, (await post(body)).one, (await post(body, 'team-b')).one].map(
      (one) => one.subscription_id,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'SUBSCRIPTION_TYPE_UNKNOWN'],
    ['an unknown type', { subscription_type: 'constructor', subscription_key: 'a:1' }, 'SUBSCRIPTION_TYPE_UNKNOWN'],
    ['no key', { subscription_type: 'tag_update' }, 'SUBSCRIPTION_KEY_INVALID'],
    [
      'a digest',
      { subscription_type: 'tag_update', subscription_key: `a@sha256:${'0'.repeat(64)}` },
      'SUBSCRIPTION_KEY_INVALID',
    ],
    ['nonsense', { subscription_type: 'tag_update', subscription_key: 'A B' }, 'SUBSCRIPTION_KEY_INVALID'],
    [
      'a tag for a repository',
      { subscription_type: 'repo_update', subscription_key: 'r.example/a:1' },
      'SUBSCRIPTION_KEY_INVALID',
    ],
    [
      'control characters',
      { subscription_type: 'runtime_inventory', subscription_key: 'a\u0000b' },
      'SUBSCRIPTION_KEY_INVALID',
    ],
    [
      'a value that is none',
      { subscription_type: 'repo_update', subscription_key: 'r.example/a', subscription_value: '[1]' },
      'SUBSCRIPTION_VALUE_INVALID',
    ],
  ])('refuses %s', async (_, body, code) => {
    expect(await post(body)).toMatchObject({ status: 400, code });
  });

  it('adds what is missing and leaves the rest as it is', async () => {
    const { subscriptions } = world.feature;
    await subscriptions.ensure(world.scope(), 'r.example/a:1', { tag_update: true, vuln_update: false });
    await subscriptions.ensure(world.scope(), 'r.example/a:1', { tag_update: false, policy_eval: true });
    const active = await subscriptions.active(world.scope(), 'r.example/a:1');
    expect(active.map(({ type }) => type).sort()).toEqual(['policy_eval', 'tag_update']);
    expect(await subscriptions.active(world.scope('team-b'), 'r.example/a:1')).toEqual([]);
  });

  it('watches a tag: adds what it names, tells when that changes, also back again', async () => {
    world.repositories['team/app'] = { latest: firstImage };
    const key = `${world.registry.host}/team/app:latest`;
    await post({ subscription_key: key, subscription_type: 'tag_update' });
    await world.round('watch-tags');
    expect([world.added, world.told()]).toEqual([[key], []]);
    await world.round('watch-tags');
    expect(world.added).toHaveLength(1);
    for (const [image, before] of [
      [secondImage, firstImage],
      [firstImage, secondImage],
    ] as const) {
      world.platform.setTime(`2026-01-0${image === secondImage ? 3 : 4}T00:00:00Z`);
      world.repositories['team/app'] = { latest: image };
      world.platform.events.seen.length = 0;
      await world.round('watch-tags');
      expect(world.platform.events.seen).toMatchObject([
        {
          type: 'user.image.tag.update',
          account: 'team-a',
          details: { curr_eval: [image.manifest.digest], last_eval: [before.manifest.digest] },
          resource: { type: 'image_tag', id: key },
        },
      ]);
    }
    await world.round('watch-tags');
    expect(world.added).toHaveLength(3);
  });

  it('leaves alone what is switched off, deleted or of a disabled account', async () => {
    world.repositories['team/app'] = { latest: firstImage };
    const key = `${world.registry.host}/team/app:latest`;
    const { one } = await post({ subscription_key: key, subscription_type: 'tag_update' });
    await world.server.call('PUT', `/subscriptions/${one.subscription_id}`, { body: { active: false } });
    await world.round('watch-tags');
    await world.platform.db.updateTable('account').set({ state: 'disabled' }).where('name', '=', 'team-b').execute();
    await world.feature.subscriptions.ensure(world.scope('team-b'), key, { tag_update: true });
    await world.round('watch-tags');
    await world.platform.db.updateTable('account').set({ state: 'enabled' }).where('name', '=', 'team-b').execute();
    expect(world.added).toEqual([]);
  });

  it('tells of a registry that does not answer, and asks it less and less', async () => {
    await world.feature.subscriptions.ensure(world.scope(), '127.0.0.1:9/dead/app:1', { tag_update: true });
    world.repositories['team/app'] = { latest: firstImage };
    await world.feature.subscriptions.ensure(world.scope(), `${world.registry.host}/team/app:latest`, {
      tag_update: true,
    });
    const failures: number[] = [];
    for (let hour = 0; hour < 8; hour += 1) {
      world.platform.setTime(`2026-01-05T0${hour}:00:00Z`);
      await world.round('watch-tags');
      failures.push((await world.stored('127.0.0.1:9/dead/app:1')).failures);
    }
    expect(failures).toEqual([1, 1, 2, 2, 2, 2, 3, 3]);
    expect(world.added).toHaveLength(1);
    expect(new Set(world.told())).toEqual(new Set(['user.registry.lookup.failed']));
    expect(world.platform.events.seen[0]).toMatchObject({
      level: 'ERROR',
      details: { error_code: 'IO_HTTP_UNREACHABLE' },
    });
  }, 60_000);
});

import { SubscriptionList } from '@gantry/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { firstImage, openWatchWorld, secondImage, type WatchWorld } from '../../testing/watch-world.ts';

describe('features/repositories', () => {
  let world: WatchWorld;
  beforeAll(async () => {
    world = await openWatchWorld();
  }, 60_000);
  afterAll(() => world.close(), 60_000);
  afterEach(() => world.reset());
  const addRepository = (query: string) =>
    world.server.call('POST', `/repositories?repository=${world.registry.host}/${query}`);

  it('adds a repository: all tags, then those that come', async () => {
    world.repositories['team/many'] = { a: firstImage, b: secondImage };
    const answer = await addRepository('team/many&auto_subscribe=true');
    const [one] = SubscriptionList.parse(answer.body);
    expect(answer.status).toBe(200);
    expect(one).toMatchObject({
      subscription_key: `${world.registry.host}/team/many`,
      subscription_type: 'repo_update',
      active: true,
      account_name: 'team-a',
    });
    expect(JSON.parse(one?.subscription_value ?? '')).toEqual({
      auto_subscribe: true,
      exclude_existing_tags: false,
      repotags: ['a', 'b'],
      tagcount: 2,
    });
    await world.platform.queue.run(world.feature.jobs ?? []);
    expect(world.added).toEqual([`${world.registry.host}/team/many:a`, `${world.registry.host}/team/many:b`]);
    expect(
      (await world.feature.subscriptions.active(world.scope(), `${world.registry.host}/team/many:a`))
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['analysis_update', 'tag_update']);
    world.repositories['team/many'] = { a: firstImage, b: secondImage, c: firstImage };
    await world.round('watch-repositories');
    expect(world.added).toHaveLength(3);
    expect(world.platform.events.seen.at(-1)).toMatchObject({
      type: 'user.repository.tags.added',
      details: { count: 1, tags: ['c'] },
    });
    await world.round('watch-repositories');
    expect(world.added).toHaveLength(3);
    const listed = (await world.server.call('GET', '/subscriptions?subscription_type=repo_update')).body;
    expect(listed).toMatchObject([{ subscription_value: '{"auto_subscribe":true,"exclude_existing_tags":false}' }]);
  });

  it('only shows what it would add', async () => {
    world.repositories['team/dry'] = { a: firstImage };
    const { body, status } = await addRepository('team/dry&dry_run=true');
    expect([status, SubscriptionList.parse(body)[0]?.active]).toEqual([200, false]);
    expect((await world.server.call('GET', '/subscriptions')).body).toEqual([]);
    expect(world.platform.queue.waiting).toEqual([]);
  });

  it('leaves out the tags that are there', async () => {
    world.repositories['team/old'] = { a: firstImage };
    await addRepository('team/old&exclude_existing_tags=true');
    await world.platform.queue.run(world.feature.jobs ?? []);
    expect(world.added).toEqual([]);
    world.repositories['team/old'] = { a: firstImage, b: firstImage };
    await world.round('watch-repositories');
    expect(world.added).toEqual([`${world.registry.host}/team/old:b`]);
  });

  it('goes on after a tag that fails, and tries it later again', async () => {
    world.repositories['team/odd'] = { a: firstImage, b: firstImage };
    world.broken.add(`${world.registry.host}/team/odd:a`);
    await addRepository('team/odd');
    await world.platform.queue.run(world.feature.jobs ?? []);
    expect([world.added, world.told()]).toEqual([
      [`${world.registry.host}/team/odd:b`],
      ['user.repository.tag.failed', 'user.repository.tags.added'],
    ]);
    world.broken.clear();
    await world.round('watch-repositories');
    expect(world.added).toHaveLength(1);
    world.platform.setTime('2026-01-02T04:04:06Z');
    await world.round('watch-repositories');
    expect(world.added).toHaveLength(2);
  });

  it('blames the registry when many tags fail in a row', async () => {
    world.repositories['team/bad'] = Object.fromEntries([...'abcdefg'].map((tag) => [tag, firstImage]));
    for (const tag of 'abcdefg') world.broken.add(`${world.registry.host}/team/bad:${tag}`);
    await addRepository('team/bad');
    await world.platform.queue.run(world.feature.jobs ?? []);
    expect(world.told()).toEqual([
      ...Array<string>(5).fill('user.repository.tag.failed'),
      'user.repository.lookup.failed',
    ]);
    expect(await world.stored(`${world.registry.host}/team/bad`)).toMatchObject({ failures: 1 });
  });

  it.each([
    ['team/none', 'REPOSITORY_LOOKUP_FAILED'],
    ['team/app:latest', 'REPOSITORY_NAME_INVALID'],
    ['Team', 'REPOSITORY_NAME_INVALID'],
  ])('refuses %s: %s', async (repository, code) => {
    expect(await addRepository(repository)).toMatchObject({ status: 400, body: { error_type: code } });
  });
});

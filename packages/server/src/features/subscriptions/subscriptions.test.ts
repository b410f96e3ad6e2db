import { type Subscription, SubscriptionList } from '@gantry/contract';
import { CodedError } from '@gantry/core';
import { tagDigest } from '@gantry/sbom';
import { buildImage, type FakeRegistry, startFakeRegistry } from '@gantry/sbom/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Row, type Scope, scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import type { Images } from '../images/ports.ts';
import { createRegistriesFeature } from '../registries/index.ts';
import { createRepositoriesFeature } from '../repositories/index.ts';
import { createSubscriptionsFeature } from './index.ts';

const first = buildImage({ layers: [{ files: { a: 'one' } }] });
const second = buildImage({ layers: [{ files: { a: 'two' } }] });

describe('features/subscriptions and features/repositories', () => {
  let platform: TestPlatform;
  let server: TestServer;
  let real: FakeRegistry;
  let feature: ReturnType<typeof createSubscriptionsFeature>;
  const added: string[] = [];
  const broken = new Set<string>();
  const repositories: Record<string, Record<string, typeof first>> = {};
  const scope = (account = 'team-a') => scoped(platform.db, account);

  /** Catalogues what the registry has, as the real feature does. */
  const addFromRegistry: Images['addFromRegistry'] = async (within: Scope, reference) => {
    if (broken.has(reference))
      throw new CodedError('IMAGE_NOT_RESOLVED', { kind: 'usage', says: 'no', advice: 'none' }, {});
    const digest = await tagDigest(reference, { registry: { dockerConfig: null } });
    added.push(reference);
    const image = {
      digest,
      parent_digest: digest,
      image_id: 'x',
      status: 'active',
      analysis_status: 'not_analyzed',
      origin: 'registry',
      analysis_history: '[]',
      annotations: '{}',
    } as const;
    await within
      .insert('image', image)
      .onConflict((c) => c.columns(['account', 'digest']).doNothing())
      .execute();
    const [name = '', tag = ''] = reference.split(/:(?=[^:]+$)/);
    const times = { detected_at: platform.clock.now(), last_updated: platform.clock.now() };
    const row = {
      digest,
      registry: name.slice(0, name.indexOf('/')),
      repo: name.slice(name.indexOf('/') + 1),
      tag,
      full_tag: reference,
      ...times,
    };
    await within
      .insert('image_tag', row)
      .onConflict((c) => c.columns(['account', 'full_tag', 'digest']).doUpdateSet(times))
      .execute();
    return within.select('image').selectAll().where('image.digest', '=', digest).executeTakeFirstOrThrow();
  };
  const images = () => ({ addFromRegistry }) as Partial<Images> as Images;

  beforeAll(async () => {
    platform = await testPlatform();
    real = await startFakeRegistry({ images: repositories });
    const { registries } = createRegistriesFeature({ platform });
    feature = createSubscriptionsFeature({ platform, registries, images });
    const { subscriptions } = feature;
    server = await testServer(platform, [
      ...feature.routes,
      ...createRepositoriesFeature({ registries, subscriptions }).routes,
    ]);
  }, 60_000);
  afterAll(async () => {
    await real.close();
    await server.close();
    await platform.close();
  }, 60_000);
  afterEach(async () => {
    await platform.db.deleteFrom('subscription').execute();
    await platform.db.deleteFrom('image').execute();
    await platform.queue.run([
      { ...quiet, name: 'watch-tag' },
      { ...quiet, name: 'watch-repository' },
    ]);
    platform.setTime('2026-01-02T03:04:05Z');
    platform.events.seen.length = 0;
    added.length = 0;
    broken.clear();
  });
  const quiet = { attempts: 1, deadline: 1, concurrency: 1, run: async () => undefined };

  const post = async (
    body: object,
    account = 'team-a',
  ): Promise<{ status: number; one: Subscription; code: unknown }> => {
    const answer = await server.call('POST', '/subscriptions', { body, account });
    const list = answer.status === 200 ? SubscriptionList.parse(answer.body) : [];
    return { status: answer.status, one: list[0] ?? {}, code: (answer.body as { error_type?: string }).error_type };
  };
  const stored = (key: string): Promise<Row<'subscription'>> =>
    scope().select('subscription').selectAll().where('subscription.key', '=', key).executeTakeFirstOrThrow();
  const round = async (job: string): Promise<void> => {
    await platform.queue.send(job, {});
    await platform.queue.run(feature.jobs ?? []);
  };
  const told = () => platform.events.seen.map(({ type }) => type);

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
    expect((await server.call('GET', path)).body).toEqual([one]);
    expect((await server.call('GET', '/subscriptions?subscription_type=policy_eval')).body).toEqual([one]);
    expect((await server.call('GET', '/subscriptions?subscription_type=vuln_update')).body).toEqual([]);
    expect((await server.call('GET', `/subscriptions?subscription_key=${one.subscription_key}`)).body).toEqual([one]);
    expect((await server.call('PUT', path, { body: { active: false } })).body).toEqual([{ ...one, active: false }]);
    expect((await server.call('PUT', path, { body: { subscription_value: null } })).body).toEqual([
      { ...one, active: false, subscription_value: null },
    ]);
    expect((await post({ subscription_key: 'debian:12', subscription_type: 'policy_eval' })).one).toMatchObject({
      active: true,
      subscription_id: one.subscription_id,
    });
    for (const method of ['GET', 'DELETE'])
      expect((await server.call(method, path, { account: 'team-b' })).status).toBe(404);
    expect((await server.call('PUT', path, { account: 'team-b', body: { active: true } })).status).toBe(404);
    expect((await server.call('DELETE', path)).status).toBe(204);
    expect(await server.call('DELETE', path)).toMatchObject({
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
    const { subscriptions } = feature;
    await subscriptions.ensure(scope(), 'r.example/a:1', { tag_update: true, vuln_update: false });
    await subscriptions.ensure(scope(), 'r.example/a:1', { tag_update: false, policy_eval: true });
    const active = await subscriptions.active(scope(), 'r.example/a:1');
    expect(active.map(({ type }) => type).sort()).toEqual(['policy_eval', 'tag_update']);
    expect(await subscriptions.active(scope('team-b'), 'r.example/a:1')).toEqual([]);
  });

  it('watches a tag: adds what it names, tells when that changes, also back again', async () => {
    repositories['team/app'] = { latest: first };
    const key = `${real.host}/team/app:latest`;
    await post({ subscription_key: key, subscription_type: 'tag_update' });
    await round('watch-tags');
    expect([added, told()]).toEqual([[key], []]);
    await round('watch-tags');
    expect(added).toHaveLength(1);
    for (const [image, before] of [
      [second, first],
      [first, second],
    ] as const) {
      platform.setTime(`2026-01-0${image === second ? 3 : 4}T00:00:00Z`);
      repositories['team/app'] = { latest: image };
      platform.events.seen.length = 0;
      await round('watch-tags');
      expect(platform.events.seen).toMatchObject([
        {
          type: 'user.image.tag.update',
          account: 'team-a',
          details: { curr_eval: [image.manifest.digest], last_eval: [before.manifest.digest] },
          resource: { type: 'image_tag', id: key },
        },
      ]);
    }
    await round('watch-tags');
    expect(added).toHaveLength(3);
  });

  it('leaves alone what is switched off, deleted or of a disabled account', async () => {
    repositories['team/app'] = { latest: first };
    const key = `${real.host}/team/app:latest`;
    const { one } = await post({ subscription_key: key, subscription_type: 'tag_update' });
    await server.call('PUT', `/subscriptions/${one.subscription_id}`, { body: { active: false } });
    await round('watch-tags');
    await platform.db.updateTable('account').set({ state: 'disabled' }).where('name', '=', 'team-b').execute();
    await feature.subscriptions.ensure(scope('team-b'), key, { tag_update: true });
    await round('watch-tags');
    await platform.db.updateTable('account').set({ state: 'enabled' }).where('name', '=', 'team-b').execute();
    expect(added).toEqual([]);
  });

  it('tells of a registry that does not answer, and asks it less and less', async () => {
    await feature.subscriptions.ensure(scope(), '127.0.0.1:9/dead/app:1', { tag_update: true });
    repositories['team/app'] = { latest: first };
    await feature.subscriptions.ensure(scope(), `${real.host}/team/app:latest`, { tag_update: true });
    const failures: number[] = [];
    for (let hour = 0; hour < 8; hour += 1) {
      platform.setTime(`2026-01-05T0${hour}:00:00Z`);
      await round('watch-tags');
      failures.push((await stored('127.0.0.1:9/dead/app:1')).failures);
    }
    expect(failures).toEqual([1, 1, 2, 2, 2, 2, 3, 3]);
    expect(added).toHaveLength(1);
    expect(new Set(told())).toEqual(new Set(['user.registry.lookup.failed']));
    expect(platform.events.seen[0]).toMatchObject({ level: 'ERROR', details: { error_code: 'IO_HTTP_UNREACHABLE' } });
  }, 60_000);

  const addRepository = (query: string) => server.call('POST', `/repositories?repository=${real.host}/${query}`);

  it('adds a repository: all tags, then those that come', async () => {
    repositories['team/many'] = { a: first, b: second };
    const answer = await addRepository('team/many&auto_subscribe=true');
    const [one] = SubscriptionList.parse(answer.body);
    expect(answer.status).toBe(200);
    expect(one).toMatchObject({
      subscription_key: `${real.host}/team/many`,
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
    await platform.queue.run(feature.jobs ?? []);
    expect(added).toEqual([`${real.host}/team/many:a`, `${real.host}/team/many:b`]);
    expect(
      (await feature.subscriptions.active(scope(), `${real.host}/team/many:a`)).map(({ type }) => type).sort(),
    ).toEqual(['analysis_update', 'tag_update']);
    repositories['team/many'] = { a: first, b: second, c: first };
    await round('watch-repositories');
    expect(added).toHaveLength(3);
    expect(platform.events.seen.at(-1)).toMatchObject({
      type: 'user.repository.tags.added',
      details: { count: 1, tags: ['c'] },
    });
    await round('watch-repositories');
    expect(added).toHaveLength(3);
    const listed = (await server.call('GET', '/subscriptions?subscription_type=repo_update')).body;
    expect(listed).toMatchObject([{ subscription_value: '{"auto_subscribe":true,"exclude_existing_tags":false}' }]);
  });

  it('only shows what it would add', async () => {
    repositories['team/dry'] = { a: first };
    const { body, status } = await addRepository('team/dry&dry_run=true');
    expect([status, SubscriptionList.parse(body)[0]?.active]).toEqual([200, false]);
    expect((await server.call('GET', '/subscriptions')).body).toEqual([]);
    expect(platform.queue.waiting).toEqual([]);
  });

  it('leaves out the tags that are there', async () => {
    repositories['team/old'] = { a: first };
    await addRepository('team/old&exclude_existing_tags=true');
    await platform.queue.run(feature.jobs ?? []);
    expect(added).toEqual([]);
    repositories['team/old'] = { a: first, b: first };
    await round('watch-repositories');
    expect(added).toEqual([`${real.host}/team/old:b`]);
  });

  it('goes on after a tag that fails, and tries it later again', async () => {
    repositories['team/odd'] = { a: first, b: first };
    broken.add(`${real.host}/team/odd:a`);
    await addRepository('team/odd');
    await platform.queue.run(feature.jobs ?? []);
    expect([added, told()]).toEqual([
      [`${real.host}/team/odd:b`],
      ['user.repository.tag.failed', 'user.repository.tags.added'],
    ]);
    broken.clear();
    await round('watch-repositories');
    expect(added).toHaveLength(1);
    platform.setTime('2026-01-02T04:04:06Z');
    await round('watch-repositories');
    expect(added).toHaveLength(2);
  });

  it('blames the registry when many tags fail in a row', async () => {
    repositories['team/bad'] = Object.fromEntries([...'abcdefg'].map((tag) => [tag, first]));
    for (const tag of 'abcdefg') broken.add(`${real.host}/team/bad:${tag}`);
    await addRepository('team/bad');
    await platform.queue.run(feature.jobs ?? []);
    expect(told()).toEqual([...Array<string>(5).fill('user.repository.tag.failed'), 'user.repository.lookup.failed']);
    expect(await stored(`${real.host}/team/bad`)).toMatchObject({ failures: 1 });
  });

  it.each([
    ['team/none', 'REPOSITORY_LOOKUP_FAILED'],
    ['team/app:latest', 'REPOSITORY_NAME_INVALID'],
    ['Team', 'REPOSITORY_NAME_INVALID'],
  ])('refuses %s: %s', async (repository, code) => {
    expect(await addRepository(repository)).toMatchObject({ status: 400, body: { error_type: code } });
  });
});

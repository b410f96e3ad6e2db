import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import type { ResolvedImage } from '../analyses/ports.ts';
import { createImportsFeature } from '../imports/index.ts';
import type { SubscriptionType } from '../subscriptions/ports.ts';
import { createImagesFeature } from './index.ts';

/** A digest of one letter, over and over. */
const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;

const resolved = (letter: string, index?: string): ResolvedImage => ({
  digest: digestOf(letter),
  parentDigest: digestOf(index ?? letter),
  imageId: letter.repeat(64),
  arch: 'amd64',
  size: 1_000,
  layerCount: 2,
});

describe('images', () => {
  let platform: TestPlatform;
  let server: TestServer;
  let feature: ReturnType<typeof createImagesFeature>;
  /** What registries hold: by reference. */
  const registry = new Map<string, ResolvedImage>();
  const ensured: { readonly key: string; readonly states: Readonly<Partial<Record<SubscriptionType, boolean>>> }[] = [];
  const enqueued: string[] = [];
  const cancelled: string[] = [];

  beforeAll(async () => {
    platform = await testPlatform();
    const { imports } = createImportsFeature({ platform });
    feature = createImagesFeature({
      platform,
      imports,
      analyses: {
        enqueue: async (_scope, digest, priority) => void enqueued.push(`${digest.slice(7, 8)} ${priority}`),
        cancel: async (_scope, digest) => void cancelled.push(digest.slice(7, 8)),
      },
      resolver: {
        resolve: async (_scope, { repository, tag, digest }) => {
          const found = registry.get(`${repository}${digest === undefined ? `:${tag}` : `@${digest}`}`);
          if (found === undefined) throw (await import('@gantry/sbom')).parseReference('not there: a coded error');
          return found;
        },
      },
      subscriptions: {
        ensure: async (_scope, key, states) => void ensured.push({ key, states }),
        active: async () => [],
        watchRepository: async () => Promise.reject(new Error('not used here')),
      },
    });
    server = await testServer(platform, feature.routes);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });
  beforeEach(async () => {
    for (const list of [ensured, enqueued, cancelled]) list.length = 0;
    await platform.db.deleteFrom('image').execute();
    await platform.db.deleteFrom('subscription').execute();
    registry.clear();
    registry.set('app:1', resolved('a', 'f'));
    registry.set('app:2', resolved('b'));
    platform.setTime('2026-01-02T03:04:05Z');
  });

  const add = (reference: string, query = '', more: object = {}) =>
    server.call('POST', `/images${query}`, {
      body: { source: { tag: { pull_string: `r.example/${reference}` } }, ...more },
    });
  const analyzed = (letter: string, columns: object = {}) =>
    scoped(platform.db, 'team-a')
      .update('image')
      .set({ analysis_status: 'analyzed', analyzed_at: platform.clock.now(), ...columns })
      .where('digest', '=', digestOf(letter))
      .execute();
  const list = async (query = '') => {
    const { status, body } = await server.call('GET', `/images${query}`);
    expect(status).toBe(200);
    return (body as { items: { image_digest: string; image_detail: { full_tag: string }[] }[] }).items.map(
      (item) => `${item.image_digest.slice(7, 8)} ${item.image_detail.map(({ full_tag }) => full_tag).join(' ')}`,
    );
  };

  it('answers an added tag at once with the whole record', async () => {
    const { status, body } = await add('app:1', '', { annotations: { team: 'blue', level: 3 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      image_digest: digestOf('a'),
      parent_digest: digestOf('f'),
      account_name: 'team-a',
      analysis_status: 'not_analyzed',
      image_status: 'active',
      created_at: '2026-01-02T03:04:05.000Z',
      annotations: { team: 'blue', level: '3' },
      image_content: { metadata: { arch: 'amd64', layer_count: 2, image_size: 1_000 } },
      image_detail: [{ registry: 'r.example', repo: 'app', tag: '1', full_digest: `r.example/app@${digestOf('a')}` }],
    });
    expect(enqueued).toEqual(['a interactive']);
    expect(ensured).toEqual([
      {
        key: 'r.example/app:1',
        states: { tag_update: true, analysis_update: true, policy_eval: false, vuln_update: false },
      },
    ]);
  });

  it('subscribes nobody who does not want it', async () => {
    await add('app:1', '?auto_subscribe=false');
    expect(ensured).toEqual([]);
  });

  it('keeps the Dockerfile and shows it in base64', async () => {
    const dockerfile = Buffer.from('FROM scratch\nUSER 1\n').toString('base64');
    const source = { tag: { pull_string: 'r.example/app:1', dockerfile } };
    const { body } = await server.call('POST', '/images', { body: { source } });
    expect(body).toMatchObject({
      image_detail: [{ dockerfile }],
      image_content: { metadata: { dockerfile_mode: 'Actual' } },
    });
  });

  it('adds a digest with its tag and the time of the caller', async () => {
    registry.set(`app@${digestOf('a')}`, resolved('a'));
    const digest = {
      pull_string: `r.example/app@${digestOf('a')}`,
      tag: 'r.example/app:old',
      creation_timestamp_override: '2020-05-06T07:08:09Z',
    };
    const { status, body } = await server.call('POST', '/images', { body: { source: { digest } } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      created_at: '2020-05-06T07:08:09.000Z',
      image_detail: [{ tag: 'old', tag_detected_at: '2020-05-06T07:08:09.000Z' }],
    });
    expect(ensured[0]?.states.tag_update).toBe(false);
  });

  it.each([
    ['no source', {}, 'IMAGE_SOURCE_MISSING'],
    ['only null sources', { source: { tag: null } }, 'IMAGE_SOURCE_MISSING'],
    [
      'two sources',
      { source: { tag: { pull_string: 'a:1' }, archive: { digest: digestOf('a') } } },
      'IMAGE_SOURCE_AMBIGUOUS',
    ],
    ['the archive', { source: { archive: { digest: digestOf('a') } } }, 'IMAGE_ARCHIVE_UNAVAILABLE'],
    ['a bad reference', { source: { tag: { pull_string: 'A b' } } }, 'IMAGE_REFERENCE_INVALID'],
    [
      'a tag of another repository',
      { source: { digest: { pull_string: `r.example/app@${digestOf('a')}`, tag: 'r.example/other:1' } } },
      'IMAGE_REPOSITORY_MISMATCH',
    ],
    [
      'a digest without one',
      { source: { digest: { pull_string: 'r.example/app:1', tag: 'r.example/app:1' } } },
      'IMAGE_REFERENCE_INVALID',
    ],
    [
      'an impossible time',
      {
        source: {
          digest: {
            pull_string: `r.example/app@${digestOf('a')}`,
            tag: 'r.example/app:1',
            creation_timestamp_override: 'soon',
          },
        },
      },
      'IMAGE_TIME_INVALID',
    ],
    [
      'annotations that are no texts',
      { annotations: { a: [1] }, source: { tag: { pull_string: 'a:1' } } },
      'IMAGE_ANNOTATION_INVALID',
    ],
    [
      'a Dockerfile that is no text',
      { source: { tag: { pull_string: 'a:1', dockerfile: '/////w==' } } },
      'IMAGE_DOCKERFILE_INVALID',
    ],
    ['an image that is not there', { source: { tag: { pull_string: 'r.example/none:1' } } }, 'IMAGE_NOT_RESOLVED'],
  ])('refuses %s', async (_, body, code) => {
    const answer = await server.call('POST', '/images', { body });
    expect(answer).toMatchObject({ status: 400, body: { error_type: code, httpcode: 400 } });
  });

  it('analyzes again only when it must', async () => {
    await add('app:1');
    await analyzed('a');
    enqueued.length = 0;
    expect((await add('app:1')).body).toMatchObject({ analysis_status: 'analyzed' });
    expect(enqueued).toEqual([]);
    const again = await add('app:1', '?force=true');
    expect(again.body).toMatchObject({
      analysis_status: 'not_analyzed',
      analysis_status_detail: [{ from_status: 'analyzed', to_status: 'not_analyzed' }],
    });
    await analyzed('a', { analysis_status: 'analysis_failed', analysis_error: '{"code":"X","message":"y"}' });
    expect((await add('app:1')).body).toMatchObject({ analysis_status: 'not_analyzed' });
    expect(enqueued).toEqual(['a interactive', 'a interactive']);
  });

  it('keeps the history of a tag that moves', async () => {
    await add('app:1');
    await add('app:2');
    expect(await list()).toEqual(['a r.example/app:1', 'b r.example/app:2']);
    platform.setTime('2026-01-02T04:00:00Z');
    registry.set('app:2', resolved('c'));
    await add('app:2');
    expect(await list()).toEqual(['c r.example/app:2', 'a r.example/app:1']);
    expect(await list('?full_tag=r.example/app:2')).toEqual(['c r.example/app:2']);
    expect(await list('?full_tag=r.example/app:2&history=true')).toEqual(['c r.example/app:2', 'b r.example/app:2']);
    registry.set('app:2', resolved('b'));
    await add('app:2');
    expect(await list('?full_tag=r.example/app:2')).toEqual(['b r.example/app:2']);
    const { body } = await server.call('GET', `/images/${digestOf('c')}`);
    expect(body).toMatchObject({ image_detail: [{ full_tag: 'r.example/app:2' }] });
  });

  it('filters the list', async () => {
    await add('app:1');
    await add('app:2');
    await analyzed('b');
    expect(await list('?full_tag=r.example/none:1')).toEqual([]);
    expect(await list('?full_tag=no reference at all')).toEqual([]);
    expect(await list(`?image_id=${'a'.repeat(64)}`)).toEqual(['a r.example/app:1']);
    expect(await list(`?image_id=sha256:${'a'.repeat(64)}`)).toEqual(['a r.example/app:1']);
    expect(await list('?analysis_status=analyzed')).toEqual(['b r.example/app:2']);
    expect(await list('?analyzed_since=2026-01-02T00:00:00Z')).toEqual(['b r.example/app:2']);
    expect(await list('?analyzed_since=2027-01-02T00:00:00Z')).toEqual([]);
    expect(await list('?image_status=deleting')).toEqual([]);
    expect((await server.call('GET', '/images?analyzed_since=x')).status).toBe(400);
  });

  it('many who add the same image at once add one', async () => {
    const answers = await Promise.all(['1', '2', '1', '2', '1'].map((tag) => add(`app:${tag}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await list()).toEqual(['a r.example/app:1', 'b r.example/app:2']);
  });

  it('keeps accounts apart', async () => {
    await add('app:1');
    expect((await server.call('GET', '/images', { account: 'team-b' })).body).toEqual({ items: [] });
    for (const path of [`/images/${digestOf('a')}`, `/images/${digestOf('a')}/ancestors`])
      expect((await server.call('GET', path, { account: 'team-b' })).status).toBe(404);
    expect((await server.call('DELETE', `/images/${digestOf('a')}`, { account: 'team-b' })).status).toBe(404);
    expect((await server.call('GET', `/images/sha256%3A${'A'.repeat(64)}`)).status).toBe(200);
    expect((await server.call('GET', '/images/latest')).status).toBe(400);
  });

  it('removes an image, and what is marked stays out of sight', async () => {
    await add('app:1');
    const gone = await server.call('DELETE', `/images/${digestOf('a')}`);
    expect(gone).toMatchObject({ status: 200, body: { image_digest: digestOf('a'), status: 'deleting' } });
    expect(cancelled).toEqual(['a']);
    expect((await server.call('GET', `/images/${digestOf('a')}`)).status).toBe(404);
    expect(await list('?image_status=deleting')).toEqual(['a r.example/app:1']);
    await platform.queue.run(feature.jobs ?? []);
    expect(await list('?image_status=all')).toEqual([]);
    expect((await server.call('DELETE', `/images/${digestOf('a')}`)).status).toBe(404);
  });

  it('an image that is added while it goes begins anew', async () => {
    await add('app:1', '', { annotations: { old: 'yes' } });
    await server.call('DELETE', `/images/${digestOf('a')}`);
    expect((await add('app:1')).body).toMatchObject({ annotations: {}, analysis_status: 'not_analyzed' });
    await platform.queue.run(feature.jobs ?? []);
    expect(await list()).toEqual(['a r.example/app:1']);
  });

  it('keeps the newest image of a watched tag unless it is forced', async () => {
    await add('app:1');
    const watch = { id: 's', type: 'tag_update', key: 'r.example/app:1', active: true };
    await scoped(platform.db, 'team-a').insert('subscription', watch).execute();
    const refused = await server.call('DELETE', `/images/${digestOf('a')}`);
    expect(refused).toMatchObject({ status: 400, body: { error_type: 'IMAGE_IN_USE' } });
    const many = await server.call('DELETE', `/images?image_digests=${digestOf('a')},${digestOf('e')}`);
    expect(many.body).toMatchObject([
      { image_digest: digestOf('a'), status: 'delete_failed' },
      { image_digest: digestOf('e'), status: 'not_found' },
    ]);
    const forced = await server.call('DELETE', `/images?image_digests=${digestOf('a')}&force=true`);
    expect(forced.body).toEqual([{ image_digest: digestOf('a'), status: 'deleting' }]);
    const [subscription] = await scoped(platform.db, 'team-a').select('subscription').select('active').execute();
    expect(subscription).toEqual({ active: false });
  });

  it('names ancestors by shared layers, the chosen base first', async () => {
    for (const [letter, layers] of [
      ['a', ['1', '2', '3']],
      ['b', ['1']],
      ['c', ['1', '2']],
      ['d', ['1', '2', '3']],
      ['e', ['2']],
    ] as const) {
      registry.set(`app:${letter}`, resolved(letter));
      await add(`app:${letter}`);
      await analyzed(letter, { layer_count: layers.length });
      const rows = layers.map((layer, position) => ({
        digest: digestOf(letter),
        position,
        layer_digest: digestOf(layer),
        diff_id: digestOf(layer),
      }));
      await scoped(platform.db, 'team-a').insert('image_layer', rows).execute();
    }
    const path = `/images/${digestOf('a')}/ancestors`;
    expect((await server.call('GET', path)).body).toEqual([
      {
        image_digest: digestOf('c'),
        parent_digest: digestOf('c'),
        tags: ['r.example/app:c'],
        layers: [digestOf('1'), digestOf('2')],
        user_marked_base: false,
        chosen_base_image: true,
      },
      expect.objectContaining({ image_digest: digestOf('b'), chosen_base_image: false }),
    ]);
    await add('app:b', '', { annotations: { 'anchore.user/marked_base_image': 'true' } });
    expect((await server.call('GET', path)).body).toMatchObject([
      { image_digest: digestOf('b'), user_marked_base: true, chosen_base_image: true },
      { image_digest: digestOf('c'), user_marked_base: false, chosen_base_image: false },
    ]);
  });

  it('tells other features why an image has no bill', async () => {
    const scope = scoped(platform.db, 'team-a');
    const code = async (run: () => Promise<unknown>) => run().catch((error: { code: string }) => error.code);
    expect(await code(() => feature.images.bill(scope, digestOf('a')))).toBe('IMAGE_NOT_FOUND');
    await feature.images.addFromRegistry(scope, 'r.example/app:1');
    expect(enqueued).toEqual(['a background']);
    expect(ensured).toEqual([]);
    expect(await code(() => feature.images.bill(scope, digestOf('a')))).toBe('IMAGE_NOT_ANALYZED');
    await analyzed('a', { analysis_status: 'analysis_failed', analysis_error: '{"code":"X","message":"y"}' });
    expect(await code(() => feature.images.analyzed(scope, digestOf('a')))).toBe('IMAGE_ANALYSIS_FAILED');
  });
});

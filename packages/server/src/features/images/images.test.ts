import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf, imagesBench, resolved } from '../../testing/images-bench.ts';

describe('images', () => {
  let bench: Awaited<ReturnType<typeof imagesBench>>;
  beforeAll(async () => {
    bench = await imagesBench();
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  it('answers an added tag at once with the whole record', async () => {
    const { status, body } = await bench.add('app:1', '', { annotations: { team: 'blue', level: 3 } });
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
    expect(bench.asked.enqueued).toEqual(['a interactive']);
    expect(bench.asked.ensured).toEqual([
      {
        key: 'r.example/app:1',
        states: { tag_update: true, analysis_update: true, policy_eval: false, vuln_update: false },
      },
    ]);
  });

  it('subscribes nobody who does not want it', async () => {
    await bench.add('app:1', '?auto_subscribe=false');
    expect(bench.asked.ensured).toEqual([]);
  });

  it('keeps the Dockerfile and shows it in base64', async () => {
    const dockerfile = Buffer.from('FROM scratch\nUSER 1\n').toString('base64');
    const source = { tag: { pull_string: 'r.example/app:1', dockerfile } };
    const { body } = await bench.server.call('POST', '/images', { body: { source } });
    expect(body).toMatchObject({
      image_detail: [{ dockerfile }],
      image_content: { metadata: { dockerfile_mode: 'Actual' } },
    });
  });

  it('adds a digest with its tag and the time of the caller', async () => {
    bench.registry.set(`app@${digestOf('a')}`, resolved('a'));
    const digest = {
      pull_string: `r.example/app@${digestOf('a')}`,
      tag: 'r.example/app:old',
      creation_timestamp_override: '2020-05-06T07:08:09Z',
    };
    const { status, body } = await bench.server.call('POST', '/images', { body: { source: { digest } } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      created_at: '2020-05-06T07:08:09.000Z',
      image_detail: [{ tag: 'old', tag_detected_at: '2020-05-06T07:08:09.000Z' }],
    });
    expect(bench.asked.ensured[0]?.states.tag_update).toBe(false);
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
    const answer = await bench.server.call('POST', '/images', { body });
    expect(answer).toMatchObject({ status: 400, body: { error_type: code, httpcode: 400 } });
  });

  it('analyzes again only when it must', async () => {
    await bench.add('app:1');
    await bench.analyzed('a');
    bench.asked.enqueued.length = 0;
    expect((await bench.add('app:1')).body).toMatchObject({ analysis_status: 'analyzed' });
    expect(bench.asked.enqueued).toEqual([]);
    const again = await bench.add('app:1', '?force=true');
    expect(again.body).toMatchObject({
      analysis_status: 'not_analyzed',
      analysis_status_detail: [{ from_status: 'analyzed', to_status: 'not_analyzed' }],
    });
    await bench.analyzed('a', { analysis_status: 'analysis_failed', analysis_error: '{"code":"X","message":"y"}' });
    expect((await bench.add('app:1')).body).toMatchObject({ analysis_status: 'not_analyzed' });
    expect(bench.asked.enqueued).toEqual(['a interactive', 'a interactive']);
  });

  it('keeps the history of a tag that moves', async () => {
    await bench.add('app:1');
    await bench.add('app:2');
    expect(await bench.list()).toEqual(['a r.example/app:1', 'b r.example/app:2']);
    bench.platform.setTime('2026-01-02T04:00:00Z');
    bench.registry.set('app:2', resolved('c'));
    await bench.add('app:2');
    expect(await bench.list()).toEqual(['c r.example/app:2', 'a r.example/app:1']);
    expect(await bench.list('?full_tag=r.example/app:2')).toEqual(['c r.example/app:2']);
    expect(await bench.list('?full_tag=r.example/app:2&history=true')).toEqual([
      'c r.example/app:2',
      'b r.example/app:2',
    ]);
    bench.registry.set('app:2', resolved('b'));
    await bench.add('app:2');
    expect(await bench.list('?full_tag=r.example/app:2')).toEqual(['b r.example/app:2']);
    const { body } = await bench.server.call('GET', `/images/${digestOf('c')}`);
    expect(body).toMatchObject({ image_detail: [{ full_tag: 'r.example/app:2' }] });
  });

  it('filters the list', async () => {
    await bench.add('app:1');
    await bench.add('app:2');
    await bench.analyzed('b');
    expect(await bench.list('?full_tag=r.example/none:1')).toEqual([]);
    expect(await bench.list('?full_tag=no reference at all')).toEqual([]);
    expect(await bench.list(`?image_id=${'a'.repeat(64)}`)).toEqual(['a r.example/app:1']);
    expect(await bench.list(`?image_id=sha256:${'a'.repeat(64)}`)).toEqual(['a r.example/app:1']);
    expect(await bench.list('?analysis_status=analyzed')).toEqual(['b r.example/app:2']);
    expect(await bench.list('?analyzed_since=2026-01-02T00:00:00Z')).toEqual(['b r.example/app:2']);
    expect(await bench.list('?analyzed_since=2027-01-02T00:00:00Z')).toEqual([]);
    expect(await bench.list('?image_status=deleting')).toEqual([]);
    expect((await bench.server.call('GET', '/images?analyzed_since=x')).status).toBe(400);
  });

  it('many who add the same image at once add one', async () => {
    const answers = await Promise.all(['1', '2', '1', '2', '1'].map((tag) => bench.add(`app:${tag}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await bench.list()).toEqual(['a r.example/app:1', 'b r.example/app:2']);
  });

  it('keeps accounts apart', async () => {
    await bench.add('app:1');
    expect((await bench.server.call('GET', '/images', { account: 'team-b' })).body).toEqual({ items: [] });
    for (const path of [`/images/${digestOf('a')}`, `/images/${digestOf('a')}/ancestors`])
      expect((await bench.server.call('GET', path, { account: 'team-b' })).status).toBe(404);
    expect((await bench.server.call('DELETE', `/images/${digestOf('a')}`, { account: 'team-b' })).status).toBe(404);
    expect((await bench.server.call('GET', `/images/sha256%3A${'A'.repeat(64)}`)).status).toBe(200);
    expect((await bench.server.call('GET', '/images/latest')).status).toBe(400);
  });

  it('tells other features why an image has no bill', async () => {
    const scope = bench.scope;
    const code = async (run: () => Promise<unknown>) => run().catch((error: { code: string }) => error.code);
    expect(await code(() => bench.feature.images.bill(scope, digestOf('a')))).toBe('IMAGE_NOT_FOUND');
    await bench.feature.images.addFromRegistry(scope, 'r.example/app:1');
    expect(bench.asked.enqueued).toEqual(['a background']);
    expect(bench.asked.ensured).toEqual([]);
    expect(await code(() => bench.feature.images.bill(scope, digestOf('a')))).toBe('IMAGE_NOT_ANALYZED');
    await bench.analyzed('a', { analysis_status: 'analysis_failed', analysis_error: '{"code":"X","message":"y"}' });
    expect(await code(() => bench.feature.images.analyzed(scope, digestOf('a')))).toBe('IMAGE_ANALYSIS_FAILED');
  });
});

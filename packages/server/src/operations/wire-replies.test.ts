import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../testing/index.ts';
import { advisoryIds } from './testing/material.ts';
import { people } from './testing/people.ts';
import { openWire, owner, type Wire } from './testing/wire.ts';
import { openWorld, type World } from './testing/world.ts';

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The second half of wire-notes.test.ts: what clients read of replies. */
describe('wire notes: replies', () => {
  let world: World;
  let base: string;
  let wire: Wire;
  beforeAll(async () => {
    world = await openWorld();
    wire = await openWire(world);
    const { body } = await wire.post('/v2/images', {
      source: { tag: { pull_string: `${world.registry.host}/base:1` } },
    });
    base = String(body['image_digest']);
    await world.work();
  }, 120_000);
  afterAll(async () => {
    wire.close();
    await world.close();
  });

  it('what was made is answered with 200, never with 201', async () => {
    const tag = { pull_string: world.tag };
    expect((await wire.post('/v2/images', { source: { tag } })).status).toBe(200);
    const registry = 'codes.example';
    expect((await wire.post('/v2/registries?validate=false', { registry })).status).toBe(200);
    expect(
      (await wire.post(`/v2/registries/${registry}?validate=false`, { registry_verify: false }, 'PUT')).status,
    ).toBe(200);
  });

  it.each<[string, InjectOptions, number]>([
    ['an unknown path', { url: '/v2/nowhere' }, 404],
    ['a path outside the API', { url: '/nowhere', headers: { accept: 'text/html' } }, 404],
    ['a malformed path', { url: '/v2/images/%zz' }, 400],
    ['no sign-in', { url: '/v2/images', headers: { accept: 'text/html' } }, 401],
    ['a wrong password', { url: '/v2/images', headers: { authorization: basic(people.plain, 'wrong') } }, 401],
    ['malformed JSON', { method: 'POST', url: '/v2/policies', headers: { authorization: owner }, payload: '{"a' }, 400],
  ])('problems are JSON with what clients read: %s', async (_what, options, expected) => {
    const { status, headers, body } = await wire.ask(options);
    expect([status, headers['content-type']]).toEqual([expected, expect.stringMatching(/^application\/json/)]);
    expect(body).toMatchObject({
      message: expect.any(String),
      detail: { error_codes: [expect.stringMatching(/^[A-Z]+_/)] },
      httpcode: expected,
      code: expected,
      error_type: expect.any(String),
    });
  });

  it('404 has its reason phrase and a message', async () => {
    const path = `/v2/images/sha256:${'0'.repeat(64)}`;
    const { statusCode, statusMessage, text } = await wire.send('GET', path, { headers: { authorization: owner } });
    expect([statusCode, statusMessage, JSON.parse(text)]).toEqual([
      404,
      'Not Found',
      expect.objectContaining({ message: expect.stringMatching(/./) }),
    ]);
  });

  it('a listed image has what reports read', async () => {
    const { body } = await wire.get(`/v2/images?full_tag=${world.tag}`);
    expect(body['items']).toEqual([
      expect.objectContaining({
        created_at: expect.stringMatching(time),
        analysis_status: 'analyzed',
        image_digest: world.digest,
        image_detail: [expect.objectContaining({ registry: world.registry.host, repo: 'app', tag: '1' })],
      }),
    ]);
  });

  it('a check has what reports read', async () => {
    const { body } = await wire.get(
      `/v2/images/${world.digest}/check?tag=${world.tag}&base_digest=${base}&detail=true`,
    );
    expect(body).toMatchObject({
      evaluated_tag: world.tag,
      evaluations: [{ final_action_reason: 'policy_evaluation' }],
    });
    const [{ details }] = body['evaluations'] as [{ details: { findings: Record<string, unknown>[] } }];
    expect(details.findings.length).toBeGreaterThan(0);
    for (const finding of details.findings)
      expect(finding).toMatchObject({
        allowlisted: expect.any(Boolean),
        action: expect.stringMatching(/^(go|warn|stop)$/),
        inherited_from_base: expect.any(Boolean),
      });
  });

  it('a vulnerability has what reports read, and the word None where there is no fix', async () => {
    const { body } = await wire.get(`/v2/images/${world.digest}/vuln/all?base_digest=${base}`);
    const found = body['vulnerabilities'] as Record<string, unknown>[];
    const [left, right] = advisoryIds;
    const common = { severity: 'Critical', url: expect.any(String) };
    expect([...found].sort((one, other) => (String(one['vuln']) < String(other['vuln']) ? -1 : 1))).toMatchObject([
      { ...common, vuln: left, package: 'left-pad-1.3.0', fix: '2.0.0', inherited_from_base: true },
      { ...common, vuln: right, package: 'right-pad-0.1.0', fix: 'None', inherited_from_base: false },
    ]);
  });

  it('ancestors are told once they are known', async () => {
    expect((await wire.get(`/v2/images/${world.digest}/ancestors`)).body).toMatchObject([{ image_digest: base }]);
  });

  it('a deleted image is answered with all that is required', async () => {
    const { body } = await wire.post('/v2/images', {
      source: { tag: { pull_string: `${world.registry.host}/other:1` } },
    });
    const url = `/v2/images/${String(body['image_digest'])}?force=true`;
    const deleted = await wire.ask({ method: 'DELETE', url, headers: { authorization: owner } });
    expect(deleted).toMatchObject({ status: 200, body: { image_digest: body['image_digest'], status: 'deleting' } });
    await world.work();
  });

  it('times are UTC and end with Z', async () => {
    const urls = ['/v2/images', '/v2/policies', '/v2/registries', '/v2/subscriptions', '/v2/user', '/v2/system/feeds'];
    for (const url of [...urls, `/v2/images/${world.digest}/check?tag=${world.tag}`]) {
      const { text } = await wire.get(url);
      const times = [...text.matchAll(/"(\d{4}-\d\d-\d\dT[^"]*)"/g)].map(([, found]) => found);
      expect(times.length).toBeGreaterThan(0);
      expect(times.filter((found) => !time.test(found ?? ''))).toEqual([]);
    }
  });

  it('types are those of the document where they are odd: pages as texts, lists with commas, scores as numbers', async () => {
    const { body } = await wire.get(`/v2/query/vulnerabilities?id=${advisoryIds.join(',')}&limit=1`);
    expect(body).toMatchObject({ page: '1', next_page: '2', returned_count: 1 });
    expect(await wire.get('/v2/query/images/by-package?name=left-pad')).toMatchObject({ body: { page: '1' } });
    const { body: all } = await wire.get(`/v2/query/vulnerabilities?id=${advisoryIds.join(',')}`);
    expect(all).toMatchObject({ returned_count: 2 });
    expect(JSON.stringify(all)).toMatch(/"base_score":9\.8/);
  });

  it('a registry that is there already is a conflict with words that clients look for', async () => {
    const wish = { registry: 'twice.example' };
    expect((await wire.post('/v2/registries?validate=false', wish)).status).toBe(200);
    const { status, body } = await wire.post('/v2/registries?validate=false', wish);
    expect([status, body['message']]).toEqual([409, 'registry already exists in DB']);
  });

  it('an unknown tag is an empty list', async () => {
    expect(await wire.get('/v2/images?full_tag=docker.io/library/nowhere:1')).toMatchObject({
      status: 200,
      body: { items: [] },
    });
  });

  it('an image is answered at once with its digest, before the analysis', async () => {
    const { body } = await wire.post('/v2/images', {
      source: { tag: { pull_string: `${world.registry.host}/other:1` } },
    });
    expect(body).toMatchObject({ image_digest: expect.stringMatching(/^sha256:/), analysis_status: 'not_analyzed' });
    await world.work();
    const { body: later } = await wire.get(`/v2/images/${String(body['image_digest'])}`);
    expect(later).toMatchObject({ analysis_status: 'analyzed' });
  });
});

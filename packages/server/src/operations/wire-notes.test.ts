import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { createOperation, importImageDockerfile, importImageManifest } from '@gantry/contract/imports';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../testing/index.ts';
import { password } from './testing/ask.ts';
import { advisoryIds, importedDigest, importParts } from './testing/material.ts';
import { people, personWithout } from './testing/people.ts';
import { openWorld, type World } from './testing/world.ts';

/*
 * What clients lean on beyond the document, fact by fact, by real requests to the whole server. What the document itself says of
 * replies (required properties, statuses) is walked in reference.integration.ts, and what it lets requests leave out in the
 * contract's reference.integration.ts.
 *
 * Not here, because the operations are not here yet: reports of inventory agents (empty fields left out, the probe with
 * `validating-creds`, uptimes such as 1.1e-05) and registering an integration twice.
 */

const owner = basic(people.owner, password);
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

describe('wire notes', () => {
  let world: World;
  let base: string;
  let socketUrl: string;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  beforeAll(async () => {
    world = await openWorld();
    const { body } = await post('/v2/images', { source: { tag: { pull_string: `${world.registry.host}/base:1` } } });
    base = String(body['image_digest']);
    await world.work();
    socketUrl = await world.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    agent.destroy();
    await world.close();
  });

  /** A request just as it is written here. */
  async function ask(options: InjectOptions) {
    const answer = await world.app.inject(options);
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    const body = (isJson && answer.body !== '' ? answer.json() : {}) as Record<string, unknown>;
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, body };
  }
  const get = (url: string, headers: Record<string, string> = {}) =>
    ask({ url, headers: { authorization: owner, ...headers } });
  const post = (url: string, payload: object, method: 'POST' | 'PUT' = 'POST') =>
    ask({ method, url, headers: { authorization: owner, 'content-type': 'application/json' }, payload });
  /** The same over a socket, where the status line and the connection can be seen. */
  const overSocket = (method: string, path: string, options: Readonly<Record<string, string>> = {}, payload = '') =>
    new Promise<IncomingMessage & { readonly text: string; readonly port: number | undefined }>((done, fail) => {
      const sent = httpRequest(`${socketUrl}${path}`, { method, agent, headers: options }, (answer) => {
        const pieces: Buffer[] = [];
        const port = answer.socket.localPort;
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => done(Object.assign(answer, { text: Buffer.concat(pieces).toString(), port })));
      });
      sent.on('error', fail);
      sent.end(payload);
    });

  describe('versions and sign-in', () => {
    it.each(['/version', '/v2/version'])(
      '%s: anyone learns the level of the API, and beside it our version',
      async (url) => {
        const { status, body } = await ask({ url });
        expect([status, body]).toMatchObject([
          200,
          { api: { version: '2' }, service: { version: expect.any(String), gantry_version: '0.0.0-test' } },
        ]);
        const [major = 0, minor = 0] = (body as { service: { version: string } }).service.version
          .split('.')
          .map(Number);
        expect(major > 5 || (major === 5 && minor >= 11)).toBe(true);
      },
    );

    it('401 names the realm and leaves the connection usable, also after a large body', async () => {
      const type = { 'content-type': 'application/json' };
      const large = JSON.stringify({ source: {}, filler: 'x'.repeat(300_000) });
      const refused = await overSocket('POST', '/v2/images', type, large);
      expect([refused.statusCode, refused.headers['www-authenticate']]).toEqual([
        401,
        expect.stringMatching(/^Basic realm="[^"]+"/),
      ]);
      const again = await overSocket('GET', '/v2/user', { authorization: owner });
      expect([again.statusCode, again.port]).toEqual([200, refused.port]);
    });

    it('the account header may be there or not', async () => {
      const { text } = await get('/v2/account');
      expect((await get('/v2/account', { 'x-anchore-account': 'team-a' })).text).toBe(text);
      expect((await get('/v2/account', { 'x-anchore-account': '' })).text).toBe(text);
    });

    it.each([
      ['the owner of an account', people.owner],
      ['those who run the server', people.root],
    ])('an unknown account is said to be unknown: to %s', async (_who, user) => {
      const headers = { authorization: basic(user, password), 'x-anchore-account': 'nobody-has-it' };
      const { status, body } = await ask({ url: '/v2/images', headers });
      expect([status, body['message']]).toEqual([404, expect.stringContaining('User account not found')]);
    });

    it('a missing right is named', async () => {
      const headers = {
        authorization: basic(personWithout('createPolicy'), password),
        'content-type': 'application/json',
      };
      const { status, body } = await ask({ method: 'POST', url: '/v2/policies', headers, payload: {} });
      expect([status, body['message']]).toEqual([403, 'Not authorized. Requires permissions: createPolicy']);
    });

    it('the program is handed to anyone', async () => {
      const url = '/v2/system/anchorectl?operating_system=linux&architecture=amd64';
      const { statusCode, text, headers } = await overSocket('GET', url);
      expect([statusCode, text, headers['content-type']]).toEqual([200, 'an archive', 'application/gzip']);
    });
  });

  describe('requests that are odd but legal', () => {
    it('GET with a content type and no body', async () => {
      const { statusCode } = await overSocket('GET', '/v2/images', {
        authorization: owner,
        'content-type': 'application/json',
      });
      expect(statusCode).toBe(200);
    });

    it('POST with neither body nor type', async () => {
      const { statusCode, text } = await overSocket('POST', '/v2/imports/images', { authorization: owner });
      expect([statusCode, JSON.parse(text)]).toEqual([200, expect.objectContaining({ uuid: expect.any(String) })]);
    });

    it.each([
      [
        'a Docker manifest as one of OCI',
        importImageManifest,
        importParts.manifest.replace('.oci.image.manifest.v1', '.docker.distribution.manifest.v2'),
        'application/vnd.oci.image.manifest.v1+json',
      ],
      ['a Dockerfile as text', importImageDockerfile, importParts.dockerfile, 'text/plain'],
      ['a Dockerfile as malformed text', importImageDockerfile, importParts.dockerfile, 'text/plain; utf-8'],
    ])('%s', async (_what, operation, text, type) => {
      const { uuid } = await world.prepare<{ uuid: string }>(people.owner, createOperation);
      const { status, text: said } = await world.send(people.owner, operation, {
        params: { operation_id: uuid },
        text,
        type,
      });
      expect([status, JSON.parse(said)]).toEqual([200, { digest: expect.any(String), created_at: expect.any(String) }]);
    });

    it.each([
      ['plain', (name: string) => name],
      ['encoded', encodeURIComponent],
    ])('names of registries in the path with slashes and colons: %s', async (word, written) => {
      const registry = `${world.registry.host}/${word}/app`;
      expect(await post('/v2/registries', { registry, registry_verify: false })).toMatchObject({ status: 200 });
      const url = `/v2/registries/${written(registry)}`;
      expect(await post(`${url}?validate=true`, { registry_verify: false }, 'PUT')).toMatchObject({ status: 200 });
      expect((await get(url)).text).toContain(`"registry":"${registry}"`);
      expect(await ask({ method: 'DELETE', url, headers: { authorization: owner } })).toMatchObject({ status: 204 });
    });

    it('digests plain and encoded', async () => {
      for (const written of [world.digest, encodeURIComponent(world.digest), world.digest.replace(':', '%3a')])
        expect(await get(`/v2/images/${written}`)).toMatchObject({ status: 200, body: { image_digest: world.digest } });
    });

    it('a tag with its colons and slashes in a query', async () => {
      for (const tag of [world.tag, encodeURIComponent(world.tag)]) {
        expect((await get(`/v2/images?full_tag=${tag}`)).text).toContain(world.digest);
        expect((await get(`/v2/images/${world.digest}/check?tag=${tag}`)).body).toMatchObject({
          evaluated_tag: world.tag,
        });
      }
    });

    it('fields and parameters that the document does not name are passed over', async () => {
      const wish = {
        subscription_key: 'r.example/odd:1',
        subscription_type: 'tag_update',
        colour: 'blue',
        deep: { a: [1] },
      };
      expect(await post('/v2/subscriptions?colour=blue', wish)).toMatchObject({ status: 200 });
      expect(await get('/v2/images?colour=blue')).toMatchObject({ status: 200 });
    });

    it('the digest of an import is what the client says, whatever the bytes of its manifest', async () => {
      expect(await get(`/v2/images/${importedDigest}`)).toMatchObject({
        status: 200,
        body: { image_digest: importedDigest, analysis_status: 'analyzed' },
      });
    });
  });

  describe('replies', () => {
    it('what was made is answered with 200, never with 201', async () => {
      const tag = { pull_string: world.tag };
      expect((await post('/v2/images', { source: { tag } })).status).toBe(200);
      const registry = 'codes.example';
      expect((await post('/v2/registries?validate=false', { registry })).status).toBe(200);
      expect((await post(`/v2/registries/${registry}?validate=false`, { registry_verify: false }, 'PUT')).status).toBe(
        200,
      );
    });

    it.each<[string, InjectOptions, number]>([
      ['an unknown path', { url: '/v2/nowhere' }, 404],
      ['a path outside the API', { url: '/nowhere', headers: { accept: 'text/html' } }, 404],
      ['a malformed path', { url: '/v2/images/%zz' }, 400],
      ['no sign-in', { url: '/v2/images', headers: { accept: 'text/html' } }, 401],
      ['a wrong password', { url: '/v2/images', headers: { authorization: basic(people.plain, 'wrong') } }, 401],
      [
        'malformed JSON',
        { method: 'POST', url: '/v2/policies', headers: { authorization: owner }, payload: '{"a' },
        400,
      ],
    ])('problems are JSON with what clients read: %s', async (_what, options, expected) => {
      const { status, headers, body } = await ask(options);
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
      const { statusCode, statusMessage, text } = await overSocket('GET', path, { authorization: owner });
      expect([statusCode, statusMessage, JSON.parse(text)]).toEqual([
        404,
        'Not Found',
        expect.objectContaining({ message: expect.stringMatching(/./) }),
      ]);
    });

    it('a listed image has what reports read', async () => {
      const { body } = await get(`/v2/images?full_tag=${world.tag}`);
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
      const { body } = await get(`/v2/images/${world.digest}/check?tag=${world.tag}&base_digest=${base}&detail=true`);
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
      const { body } = await get(`/v2/images/${world.digest}/vuln/all?base_digest=${base}`);
      const found = body['vulnerabilities'] as Record<string, unknown>[];
      const [left, right] = advisoryIds;
      const common = { severity: 'Critical', url: expect.any(String) };
      expect([...found].sort((one, other) => (String(one['vuln']) < String(other['vuln']) ? -1 : 1))).toMatchObject([
        { ...common, vuln: left, package: 'left-pad-1.3.0', fix: '2.0.0', inherited_from_base: true },
        { ...common, vuln: right, package: 'right-pad-0.1.0', fix: 'None', inherited_from_base: false },
      ]);
    });

    it('ancestors are told once they are known', async () => {
      expect((await get(`/v2/images/${world.digest}/ancestors`)).body).toMatchObject([{ image_digest: base }]);
    });

    it('a deleted image is answered with all that is required', async () => {
      const { body } = await post('/v2/images', { source: { tag: { pull_string: `${world.registry.host}/other:1` } } });
      const url = `/v2/images/${String(body['image_digest'])}?force=true`;
      const deleted = await ask({ method: 'DELETE', url, headers: { authorization: owner } });
      expect(deleted).toMatchObject({ status: 200, body: { image_digest: body['image_digest'], status: 'deleting' } });
      await world.work();
    });

    it('times are UTC and end with Z', async () => {
      const urls = [
        '/v2/images',
        '/v2/policies',
        '/v2/registries',
        '/v2/subscriptions',
        '/v2/user',
        '/v2/system/feeds',
      ];
      for (const url of [...urls, `/v2/images/${world.digest}/check?tag=${world.tag}`]) {
        const { text } = await get(url);
        const times = [...text.matchAll(/"(\d{4}-\d\d-\d\dT[^"]*)"/g)].map(([, found]) => found);
        expect(times.length).toBeGreaterThan(0);
        expect(times.filter((found) => !time.test(found ?? ''))).toEqual([]);
      }
    });

    it('types are those of the document where they are odd: pages as texts, lists with commas, scores as numbers', async () => {
      const { body } = await get(`/v2/query/vulnerabilities?id=${advisoryIds.join(',')}&limit=1`);
      expect(body).toMatchObject({ page: '1', next_page: '2', returned_count: 1 });
      expect(await get('/v2/query/images/by-package?name=left-pad')).toMatchObject({ body: { page: '1' } });
      const { body: all } = await get(`/v2/query/vulnerabilities?id=${advisoryIds.join(',')}`);
      expect(all).toMatchObject({ returned_count: 2 });
      expect(JSON.stringify(all)).toMatch(/"base_score":9\.8/);
    });

    it('a registry that is there already is a conflict with words that clients look for', async () => {
      const wish = { registry: 'twice.example' };
      expect((await post('/v2/registries?validate=false', wish)).status).toBe(200);
      const { status, body } = await post('/v2/registries?validate=false', wish);
      expect([status, body['message']]).toEqual([409, 'registry already exists in DB']);
    });

    it('an unknown tag is an empty list', async () => {
      expect(await get('/v2/images?full_tag=docker.io/library/nowhere:1')).toMatchObject({
        status: 200,
        body: { items: [] },
      });
    });

    it('an image is answered at once with its digest, before the analysis', async () => {
      const { body } = await post('/v2/images', { source: { tag: { pull_string: `${world.registry.host}/other:1` } } });
      expect(body).toMatchObject({ image_digest: expect.stringMatching(/^sha256:/), analysis_status: 'not_analyzed' });
      await world.work();
      const { body: later } = await get(`/v2/images/${String(body['image_digest'])}`);
      expect(later).toMatchObject({ analysis_status: 'analyzed' });
    });
  });
});

import { bytes, empty, operation, pathText, queryBoolean, queryList } from '@gantry/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serverErrors } from '../../errors.ts';
import { createLog, silentLog } from '../log/index.ts';
import {
  type AuditEvent,
  createServer,
  type DoneRequest,
  type HttpCaller,
  raw,
  reply,
  route,
  type ServerParts,
} from './index.ts';

const common = { tag: 'Test', since: '0.2', problems: [400, 415] } as const;
const look = operation({
  ...common,
  id: 'look',
  method: 'GET',
  path: '/look/{name}',
  may: 'look',
  summary: 'Echo what was asked',
  params: z.object({ name: pathText }),
  query: z.object({ tag: z.string().optional(), list: queryList.optional(), flag: queryBoolean.optional() }),
  replies: { 200: z.object({ name: z.string(), tag: z.string().optional(), list: z.array(z.string()).optional() }) },
});
const change = operation({
  ...common,
  id: 'change',
  method: 'PUT',
  path: '/things/{thing}',
  wildParam: 'thing',
  may: 'change',
  summary: 'Change a thing',
  params: z.object({ thing: pathText }),
  query: z.object({ validate: queryBoolean.optional() }),
  body: z.object({ size: z.number(), tags: z.record(z.string(), z.unknown()).optional() }),
  replies: { 200: z.object({ thing: z.string(), size: z.number(), keys: z.array(z.string()) }) },
});
const begin = operation({
  ...common,
  id: 'begin',
  method: 'POST',
  path: '/begin',
  may: 'public',
  summary: 'Takes nothing',
  replies: { 200: z.object({ ok: z.boolean() }) },
});
const upload = operation({
  ...common,
  id: 'upload',
  method: 'POST',
  path: '/upload',
  may: 'public',
  summary: 'Takes a text',
  accepts: ['text/plain'],
  replies: { 200: z.object({ text: z.string(), type: z.string() }) },
});
const manifest = operation({
  ...upload,
  id: 'manifest',
  path: '/manifest',
  accepts: ['application/json'],
});
const files = operation({
  ...common,
  id: 'files',
  method: 'POST',
  path: '/files',
  may: 'public',
  summary: 'Takes files',
  multipart: z.object({ file: z.string().optional() }),
  replies: { 200: z.array(z.object({ field: z.string(), name: z.string(), size: z.number() })) },
});
const form = operation({
  ...common,
  id: 'form',
  method: 'POST',
  path: '/form',
  may: 'public',
  summary: 'Takes a form',
  form: z.object({ user: z.string() }),
  replies: { 200: z.object({ user: z.string() }) },
});
const version = operation({
  ...common,
  id: 'version',
  method: 'GET',
  path: '/version',
  may: 'public',
  summary: 'Answers without a sign-in',
  replies: { 200: z.object({ version: z.string() }) },
});
const big = operation({
  ...common,
  id: 'big',
  method: 'GET',
  path: '/big',
  may: 'public',
  summary: 'A large reply',
  replies: { 200: z.array(z.string()) },
});
const archive = operation({
  ...common,
  id: 'archive',
  method: 'GET',
  path: '/archive',
  may: 'public',
  summary: 'Bytes',
  replies: { 200: bytes('application/gzip') },
});
const broken = operation({
  ...common,
  id: 'broken',
  method: 'DELETE',
  path: '/broken/{how}',
  may: 'signed-in',
  summary: 'Fails',
  params: z.object({ how: pathText }),
  replies: { 200: z.object({ here: z.string() }), 204: empty },
});

const caller: HttpCaller = {
  userId: 'id',
  username: 'ann',
  homeAccount: 'team-a',
  account: 'team-a',
  permissions: new Set(['look', 'change']),
  systemAdmin: false,
};

const routes = [
  route(look, async ({ params, query }) => reply(look, 200, { name: params.name, tag: query.tag, list: query.list })),
  route(change, async ({ params, body }) => {
    const keys = Object.keys(body.tags ?? {});
    return reply(change, 200, { thing: params.thing, size: body.size, keys });
  }),
  route(begin, async () => reply(begin, 200, { ok: true })),
  route(upload, async ({ bytes, mediaType }) => {
    return reply(upload, 200, { text: new TextDecoder().decode(await bytes()), type: mediaType });
  }),
  route(manifest, async ({ bytes, mediaType }) => {
    return reply(manifest, 200, { text: new TextDecoder().decode(await bytes()), type: mediaType });
  }),
  route(files, async (call) => {
    const seen = [];
    for await (const { field, name, content } of call.files()) {
      let size = 0;
      for await (const chunk of content) size += chunk.length;
      seen.push({ field, name, size });
    }
    return reply(files, 200, seen);
  }),
  route(form, async (call) => reply(form, 200, call.form)),
  route(version, async () => reply(version, 200, { version: '1' }), { also: ['/version'] }),
  route(big, async () =>
    reply(
      big,
      200,
      Array.from({ length: 5_000 }, () => 'words'),
    ),
  ),
  route(archive, async () =>
    raw(
      200,
      (async function* () {
        yield new Uint8Array([31, 139]);
      })(),
      { 'content-type': 'application/gzip' },
    ),
  ),
  route(broken, async ({ params }) => {
    if (params.how === 'throws') throw new TypeError('secret inner words');
    return params.how === 'misses' ? { status: 200 as const, body: {} } : { status: 204 as const, body: undefined };
  }),
];

const trail: AuditEvent[] = [];
const parts: ServerParts = {
  routes,
  db: undefined as never,
  log: silentLog,
  bodyLimit: 10_000,
  fileLimit: 1_000,
  checkReplies: true,
  audit: async (event) => void trail.push(event),
  identify: async ({ headers }) => {
    if (headers.authorization === undefined) throw serverErrors.NOT_AUTHORIZED({ permissions: 'a sign-in' });
    return caller;
  },
};
const signedIn = { authorization: 'yes' };

describe('kernel/http: requests and replies', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await createServer(parts);
  });
  afterAll(() => app.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { ...signedIn, ...headers } });
  const put = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'PUT',
      url,
      payload,
      headers: { ...signedIn, 'content-type': 'application/json', ...headers },
    });
  const post = (url: string, payload?: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url,
      headers: { ...signedIn, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });

  it.each([
    ['/v2/look/sha256:abc', { name: 'sha256:abc' }],
    ['/v2/look/sha256%3Aabc', { name: 'sha256:abc' }],
    ['/v2/look/a%2Fb', { name: 'a/b' }],
    ['/v2/look/x/', { name: 'x' }],
    ['/v2/look/x?tag=docker.io/library/app:1.0', { name: 'x', tag: 'docker.io/library/app:1.0' }],
    ['/v2/look/x?tag=docker.io%2Flibrary%2Fapp%3A1.0', { name: 'x', tag: 'docker.io/library/app:1.0' }],
    ['/v2/look/x?tag=a&tag=b', { name: 'x', tag: 'b' }],
    ['/v2/look/x?list=a&list=b,c', { name: 'x', list: ['a', 'b', 'c'] }],
    ['/v2/look/x?unknown=1&__proto__=2&constructor=3', { name: 'x' }],
    ['/v2/look/x?tag=%zz', { name: 'x', tag: '%zz' }],
  ])('GET %s', async (url, expected) => {
    const answer = await get(url, { 'content-type': 'application/json' });
    expect([answer.statusCode, answer.json()]).toEqual([200, expected]);
  });

  it.each([
    ['registry.local:5000/library/app', 'registry.local:5000/library/app'],
    ['registry.local%3A5000%2Flibrary%2Fapp', 'registry.local:5000/library/app'],
    ['registry.local:5000/library%2Fapp', 'registry.local:5000/library/app'],
    ['docker.io', 'docker.io'],
  ])('a parameter that spans slashes: %s', async (path, thing) => {
    const answer = await put(`/v2/things/${path}?validate=true`, '{"size":1,"strange":true}');
    expect([answer.statusCode, answer.json()]).toEqual([200, { thing, size: 1, keys: [] }]);
  });

  it.each([
    ['a malformed path', '/v2/look/%zz', 400, 'SERVER_BAD_REQUEST'],
    ['a path that is not there', '/v2/nothing', 404, 'SERVER_NO_SUCH_PATH'],
    ['a path outside of the API', '/favicon.ico', 404, 'SERVER_NO_SUCH_PATH'],
    ['a NUL in the path', '/v2/look/a%00b', 400, 'SERVER_BAD_REQUEST'],
    ['a NUL in the query', '/v2/look/x?tag=%00', 400, 'SERVER_BAD_REQUEST'],
    ['a flag that is none', '/v2/look/x?flag=perhaps', 400, 'SERVER_BAD_REQUEST'],
  ])('%s is a JSON problem', async (_what, url, status, code) => {
    const answer = await get(url, { accept: 'text/html' });
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect([answer.statusCode, answer.json()]).toMatchObject([
      status,
      { httpcode: status, code: status, error_type: code, message: expect.any(String), detail: { code } },
    ]);
  });

  it('404 has its reason phrase', async () => {
    expect(await get('/v2/nothing')).toMatchObject({ statusMessage: 'Not Found' });
  });

  it.each([
    ['no JSON', '{', 400],
    ['the wrong type', '{"size":"1"}', 400],
    ['nothing', '', 400],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400],
    ['lists nested without end', `{"size":1,"tags":{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}}`, 400],
    ['a body over the limit', JSON.stringify({ size: 1, text: 'x'.repeat(10_000) }), 413],
    ['brackets in a text', `{"size":1,"text":"${'['.repeat(500)}\\"${'{'.repeat(500)}"}`, 200],
  ])('a body of %s', async (_what, body, status) => {
    const answer = await put('/v2/things/a', body);
    expect([answer.statusCode, answer.json().httpcode]).toEqual([status, status === 200 ? undefined : status]);
  });

  it('a key __proto__ is left out, however it is written', async () => {
    const body =
      '{"size":1,"tags":{"a":{"__proto__":{"bad":1}},"\\u005f_proto__":{"bad":1},"__p\\u0072oto__":{"bad":1},"__proto__":{"bad":1},"b":1}}';
    expect((await put('/v2/things/a', body)).json()).toEqual({ thing: 'a', size: 1, keys: ['a', 'b'] });
    expect(({} as { bad?: number }).bad).toBeUndefined();
  });

  it.each([
    ['application/json; charset=utf-8', 200],
    ['application/vnd.thing.v1+json', 200],
    ['text/xml', 415],
    ['application/x-www-form-urlencoded', 415],
  ])('a JSON body sent as %s', async (type, status) => {
    expect((await put('/v2/things/a', '{"size":1}', { 'content-type': type })).statusCode).toBe(status);
  });

  it.each([
    ['text/plain', 'text/plain', 200],
    ['text/plain; utf-8', 'text/plain', 200],
    ['text/plain;;;=', 'text/plain', 200],
    [undefined, '', 200],
    ['image/png', '', 415],
  ])('a text sent as %s', async (sent, type, status) => {
    const answer = await post('/v2/upload', 'FROM scratch', sent === undefined ? {} : { 'content-type': sent });
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(answer.json()).toEqual({ text: 'FROM scratch', type });
  });

  it('a manifest goes under its own media type', async () => {
    const type = 'application/vnd.oci.image.manifest.v1+json';
    expect((await post('/v2/manifest', '{ }', { 'content-type': type })).json()).toEqual({ text: '{ }', type });
  });

  it('POST with neither body nor type, and with a type alone', async () => {
    expect((await post('/v2/begin')).json()).toEqual({ ok: true });
    expect((await post('/v2/begin', undefined, { 'content-type': 'application/json' })).json()).toEqual({ ok: true });
    expect((await post('/v2/begin', 'surprise', { 'content-type': '@@' })).json()).toEqual({ ok: true });
  });

  it('reads forms', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post('/v2/form', 'user=a+b%40c&other=1', type)).json()).toEqual({ user: 'a b@c' });
    expect((await post('/v2/form', '{}', { 'content-type': 'application/json' })).statusCode).toBe(415);
  });

  const multipart = (size: number): string =>
    `${['one', 'two']
      .map(
        (name) =>
          `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${'x'.repeat(size)}\r\n`,
      )
      .join('')}--b--\r\n`;

  it('reads the files of a form one after another, within the limit', async () => {
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await post('/v2/files', multipart(5), type)).json()).toEqual([
      { field: 'file', name: 'one', size: 5 },
      { field: 'file', name: 'two', size: 5 },
    ]);
    expect((await post('/v2/files', multipart(2_000), type)).json()).toMatchObject({ httpcode: 413 });
    expect((await post('/v2/files', '{}', { 'content-type': 'application/json' })).json()).toMatchObject({
      httpcode: 415,
    });
    expect((await post('/v2/files', 'x', { 'content-type': 'multipart/form-data' })).json()).toMatchObject({
      httpcode: 400,
    });
  });

  it('an operation may answer outside of /v2 too, and to HEAD', async () => {
    expect((await app.inject('/version')).json()).toEqual({ version: '1' });
    expect((await app.inject('/v2/version')).json()).toEqual({ version: '1' });
    expect(await app.inject({ method: 'HEAD', url: '/v2/version' })).toMatchObject({ statusCode: 200, body: '' });
  });

  it.each([
    [{ 'x-request-id': 'abc-1' }, 'abc-1'],
    [{ 'anchore-request-id': 'from-client' }, 'from-client'],
    [{ 'x-request-id': 'a b\u0000' }, null],
    [{ 'x-request-id': 'x'.repeat(65) }, null],
  ])('the request id of %j', async (headers, id) => {
    const given = (await get('/v2/look/x', headers)).headers['x-request-id'];
    if (id === null) expect(given).toMatch(/^[0-9a-f-]{36}$/);
    else expect(given).toBe(id);
  });

  it('a failure that nobody foresaw tells nothing of its inside', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/v2/broken/throws', headers: signedIn });
    expect(answer.json()).toMatchObject({ httpcode: 500, error_type: 'SERVER_BUG' });
    expect(answer.body).not.toContain('secret');
  });

  it('tests see a reply that misses a required property', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/v2/broken/misses', headers: signedIn });
    expect(answer.json()).toMatchObject({ httpcode: 500, detail: { reason: expect.stringContaining('here') } });
  });

  it('large JSON is compressed for those who ask, small and archives are not', async () => {
    const zip = { 'accept-encoding': 'gzip' };
    expect((await get('/v2/big', zip)).headers['content-encoding']).toBe('gzip');
    expect((await get('/v2/big')).headers['content-encoding']).toBeUndefined();
    expect((await get('/v2/version', zip)).headers['content-encoding']).toBeUndefined();
    const bytesReply = await get('/v2/archive', zip);
    expect([bytesReply.headers['content-type'], [...bytesReply.rawPayload]]).toEqual(['application/gzip', [31, 139]]);
  });

  it('carries security headers', async () => {
    const { headers } = await get('/v2/version');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('refuses changes from pages of other sites and compressed bodies', async () => {
    expect((await put('/v2/things/a', '{"size":1}', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await put('/v2/things/a', '{"size":1}', { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    expect((await put('/v2/things/a', '{"size":1}', { 'content-encoding': 'gzip' })).statusCode).toBe(400);
  });

  it('names the missing permission before it looks at the request', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/v2/broken/x' });
    expect(answer.json()).toMatchObject({ message: 'Not authorized. Requires permissions: a sign-in' });
  });

  it('every change that succeeded leaves one audit event without its body', async () => {
    trail.length = 0;
    await put('/v2/things/registry.local/app?validate=true', '{"size":77}', { 'x-request-id': 'r-1' });
    await put('/v2/things/a', '{"size":"no"}');
    await get('/v2/look/x');
    expect(trail).toEqual([
      {
        operation: 'change',
        summary: 'Change a thing',
        username: 'ann',
        homeAccount: 'team-a',
        account: 'team-a',
        resource: { type: 'thing', id: 'registry.local/app' },
        requestId: 'r-1',
        address: '127.0.0.1',
        status: 200,
      },
    ]);
  });

  it('limits requests per address', async () => {
    const limited = await createServer({ ...parts, requestsPerMinute: 2 });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await limited.inject('/v2/version')).statusCode);
    const refused = await limited.inject('/v2/version');
    expect(codes).toEqual([200, 200, 429]);
    expect(refused.json()).toMatchObject({ httpcode: 429, error_type: 'SERVER_TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await limited.close();
  });

  it('every request is a line of the log with its id; refused changes and failures have one more, none has a query', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog({ level: 'info', to: { write: (line) => void lines.push(JSON.parse(line)) } });
    const logged = await createServer({ ...parts, log });
    const headers = { 'x-request-id': 'r-9' };
    await logged.inject({ method: 'DELETE', url: '/v2/broken/x', headers });
    await logged.inject({ method: 'DELETE', url: '/v2/broken/throws?key=value', headers: { ...headers, ...signedIn } });
    await logged.close();
    expect(lines.map(({ msg }) => msg)).toEqual(['a change was refused', 'request', 'a request failed', 'request']);
    expect(lines.every(({ requestId }) => requestId === 'r-9')).toBe(true);
    expect(lines[0]).toMatchObject({ operation: 'broken', status: 403, resource: { type: 'how', id: 'x' } });
    expect(lines[2]).toMatchObject({
      level: 'error',
      error: { code: 'SERVER_BUG', cause: { message: 'secret inner words' } },
    });
    expect(lines[3]).toMatchObject({ path: '/v2/broken/throws', status: 500, username: 'ann', operation: 'broken' });
    expect(JSON.stringify(lines)).not.toContain('key=value');
  });

  it('a trail that cannot be written is told to the log and does not undo the change', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog({ level: 'error', to: { write: (line) => void lines.push(JSON.parse(line)) } });
    const audit = () => Promise.reject(new Error('the disk is full'));
    const logged = await createServer({ ...parts, log, audit });
    const headers = { ...signedIn, 'content-type': 'application/json' };
    const answer = await logged.inject({ method: 'PUT', url: '/v2/things/a', payload: '{"size":1}', headers });
    await logged.close();
    expect([answer.statusCode, lines]).toMatchObject([
      200,
      [{ operation: 'change', username: 'ann', error: { message: 'the disk is full' } }],
    ]);
  });

  it('metrics are told of every request', async () => {
    const seen: DoneRequest[] = [];
    const measured = await createServer({ ...parts, done: (request) => void seen.push(request) });
    await measured.inject('/version');
    await measured.inject('/none');
    await measured.close();
    expect(seen).toMatchObject([
      { operation: 'version', method: 'GET', status: 200, seconds: expect.any(Number) },
      { operation: null, method: 'GET', status: 404 },
    ]);
  });
});

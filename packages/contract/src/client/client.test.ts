import { isCodedError } from '@gantry/core/errors';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { getImagePolicyCheckByDigest } from '../evaluations/operations.ts';
import { addImage, deleteImagesAsync, getImage, listImages } from '../images/operations.ts';
import { createOperation, importImageManifest, importImagePackages } from '../imports/operations.ts';
import { deletePolicy, listPolicies } from '../policies/operations.ts';
import { updateRegistry } from '../registries/operations.ts';
import { getAnchorectl, ping } from '../system/operations.ts';
import { type ClientSettings, createClient, inCamelCase, isApiProblem, rawBody, type WireRequest } from './index.ts';

interface FakeReply {
  readonly status?: number;
  readonly body?: unknown;
  readonly text?: string;
}

function fakeServer({ status = 200, body, text }: FakeReply = {}, settings: Partial<ClientSettings> = {}) {
  const requests: WireRequest[] = [];
  const content = text ?? (body === undefined ? '' : JSON.stringify(body));
  const client = createClient({
    baseUrl: 'http://gantry.example:8228/',
    ...settings,
    send: (request) => {
      requests.push(request);
      return Promise.resolve({
        status,
        header: (name) => (name === 'content-type' ? 'application/json' : undefined),
        text: () => Promise.resolve(content),
        bytes: () => Promise.resolve(new TextEncoder().encode(content)),
      });
    },
  });
  return { client, request: () => requests[0] as WireRequest };
}

const digest = `sha256:${'a'.repeat(64)}`;

describe('client: addresses', () => {
  it.each([
    ['http://h:8228', 'http://h:8228/v2/images'],
    ['http://h:8228/', 'http://h:8228/v2/images'],
    ['http://h:8228/v2', 'http://h:8228/v2/images'],
    ['http://h:8228/v2/', 'http://h:8228/v2/images'],
    ['https://h/gantry', 'https://h/gantry/v2/images'],
    [' https://h ', 'https://h/v2/images'],
  ])('%s -> %s', async (baseUrl, url) => {
    const { client, request } = fakeServer({ body: { items: [] } }, { baseUrl });
    await client.call(listImages);
    expect(request().url).toBe(url);
  });

  it.each(['', 'h:8228', 'ftp://h', 'http://', 'http://h?x=1', 'http://h/a b'])('"%s" is no address', (baseUrl) => {
    expect(() => fakeServer({}, { baseUrl })).toThrow(expect.objectContaining({ code: 'CLIENT_BAD_ADDRESS' }));
  });

  it('pieces of the path are encoded, slashes and colons too', async () => {
    const one = fakeServer({ body: {} });
    await one.client.call(getImage, { params: { image_digest: digest } });
    expect(one.request().url).toBe(`http://gantry.example:8228/v2/images/sha256%3A${'a'.repeat(64)}`);
    const two = fakeServer({ body: [] });
    await two.client.call(updateRegistry, {
      params: { registry: 'registry.local:5000/library/app' },
      query: { validate: true },
      body: { registry_type: 'docker_v2' },
    });
    expect(two.request().url).toBe(
      'http://gantry.example:8228/v2/registries/registry.local%3A5000%2Flibrary%2Fapp?validate=true',
    );
  });

  it.each(['', '.', '..'])('the name "%s" cannot change the path', async (policy_id) => {
    const { client } = fakeServer();
    await expect(client.call(deletePolicy, { params: { policy_id } })).rejects.toMatchObject({
      code: 'CLIENT_BAD_NAME',
    });
  });

  it('a query takes booleans, lists and texts; what is undefined is left out', async () => {
    const { client, request } = fakeServer({ body: [] });
    await client.call(deleteImagesAsync, { query: { image_digests: [digest, 'sha256:b'], force: false } });
    expect(request().url).toContain(`?image_digests=sha256%3A${'a'.repeat(64)}%2Csha256%3Ab&force=false`);
    const check = fakeServer({ body: [] });
    await check.client.call(getImagePolicyCheckByDigest, {
      params: { image_digest: digest },
      query: { tag: 'docker.io/library/x:1', policy_id: undefined, detail: true },
    });
    expect(check.request().url).toMatch(/check\?tag=docker.io%2Flibrary%2Fx%3A1&detail=true$/);
  });
});

describe('client: what is sent', () => {
  it('user and password as Basic, in UTF-8', async () => {
    const { client, request } = fakeServer({ body: 'v2' }, { username: 'žofie', password: 'p:ä' });
    expect(await client.call(ping)).toBe('v2');
    expect(request().headers['authorization']).toBe(`Basic ${Buffer.from('žofie:p:ä').toString('base64')}`);
    expect(request().url).toBe('http://gantry.example:8228/v2/');
  });

  it('the account and a header of the caller', async () => {
    const { client, request } = fakeServer(
      { body: 'v2' },
      { authorization: 'Bearer t', username: 'u', account: 'team' },
    );
    await client.call(ping);
    expect(request().headers).toMatchObject({ authorization: 'Bearer t', 'x-anchore-account': 'team' });
  });

  it('JSON, forms, bytes and nothing', async () => {
    const json = fakeServer({ body: {} });
    await json.client.call(addImage, { body: { source: { tag: { pull_string: 'x' } } }, query: { force: true } });
    expect(json.request()).toMatchObject({
      method: 'POST',
      body: '{"source":{"tag":{"pull_string":"x"}}}',
      headers: { 'content-type': 'application/json' },
    });
    const raw = fakeServer({ body: {} });
    const body = rawBody('application/vnd.oci.image.manifest.v1+json', '{}\n');
    await raw.client.call(importImageManifest, { params: { operation_id: 'u' }, body });
    expect(raw.request()).toMatchObject({
      body: '{}\n',
      headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' },
    });
    const nothing = fakeServer({ body: {} });
    await nothing.client.call(createOperation);
    expect(nothing.request().body).toBeUndefined();
    expect(nothing.request().headers['content-type']).toBeUndefined();
  });

  it('a document that is written already may stand in for a JSON body', async () => {
    const { client, request } = fakeServer({ body: { digest } });
    await client.call(importImagePackages, { params: { operation_id: 'u' }, body: rawBody('application/json', '[ ]') });
    expect(request().body).toBe('[ ]');
  });
});

describe('client: replies', () => {
  it('are typed by the contract', async () => {
    const { client } = fakeServer({ body: { image_digest: digest, more: 1 } });
    const image = await client.call(getImage, { params: { image_digest: digest } });
    expectTypeOf(image.analysis_status).toEqualTypeOf<
      'not_analyzed' | 'analyzing' | 'analyzed' | 'analysis_failed' | undefined
    >();
    expect(image).toEqual({ image_digest: digest, more: 1 });
  });

  it('the compiler demands what an operation needs', () => {
    const { client } = fakeServer();
    const wrong = [
      // @ts-expect-error: no digest
      () => client.call(getImage, {}),
      // @ts-expect-error: no input at all
      () => client.call(deletePolicy),
      // @ts-expect-error: a text is no boolean
      () => client.call(listPolicies, { query: { detail: 'yes' } }),
    ];
    expect(wrong).toHaveLength(3);
  });

  it('no content is undefined, bytes are bytes', async () => {
    expect(await fakeServer({ status: 204 }).client.call(deletePolicy, { params: { policy_id: 'p' } })).toBeUndefined();
    const query = { operating_system: 'linux', architecture: 'amd64' } as const;
    const archive = await fakeServer({ text: 'tar' }).client.call(getAnchorectl, { query });
    expect(new TextDecoder().decode(archive)).toBe('tar');
  });

  it('a download passes on what came', async () => {
    const { client } = fakeServer({ text: '{"a":1}\n' });
    const { content, mediaType } = await client.download(getImage, { params: { image_digest: digest } });
    expect([new TextDecoder().decode(content), mediaType]).toEqual(['{"a":1}\n', 'application/json']);
  });

  it('a page of a proxy is no reply', async () => {
    const { client } = fakeServer({ text: '<html>' });
    await expect(client.call(listPolicies)).rejects.toMatchObject({
      code: 'CLIENT_REPLY_UNREADABLE',
      kind: 'upstream',
    });
  });
});

describe('client: problems', () => {
  const stated = {
    httpcode: 404,
    error_type: 'IMAGE_NOT_FOUND',
    message: 'no image {x}',
    detail: { advice: 'Add it.' },
  };

  it.each([
    [404, { body: stated }, { code: 'IMAGE_NOT_FOUND', kind: 'missing', message: 'no image {x}', advice: 'Add it.' }],
    [401, { body: { message: 'no' } }, { code: 'HTTP_401', kind: 'denied', message: 'no' }],
    [403, { body: { message: 'no', detail: { code: 'AUTH_FORBIDDEN' } } }, { code: 'AUTH_FORBIDDEN', kind: 'denied' }],
    [409, { body: {} }, { code: 'HTTP_409', kind: 'conflict' }],
    [
      502,
      { text: '<html>' },
      { code: 'HTTP_502', kind: 'upstream', message: 'the server answered GET /v2/policies with status 502' },
    ],
    [400, { body: [1] }, { code: 'HTTP_400', kind: 'input' }],
    [302, { text: '' }, { code: 'HTTP_302', kind: 'input' }],
  ])('status %d', async (status, reply, expected) => {
    const error = await fakeServer({ status, ...reply })
      .client.call(listPolicies)
      .catch((thrown: unknown) => thrown);
    expect(isApiProblem(error) && isCodedError(error)).toBe(true);
    expect(error).toMatchObject({ status, ...expected });
  });
});

describe('client: camel case', () => {
  it('turns declared fields and leaves keys that users chose', () => {
    const reply = {
      image_digest: digest,
      annotations: { own_key: 1 },
      image_detail: [{ full_tag: 'x', new_field: { inner_key: 1 } }],
      analysis_status_detail: null,
    };
    expect(inCamelCase(getImage, reply)).toEqual({
      imageDigest: digest,
      annotations: { own_key: 1 },
      imageDetail: [{ fullTag: 'x', newField: { inner_key: 1 } }],
      analysisStatusDetail: null,
    });
  });

  it('goes through lists and unions', () => {
    expect(inCamelCase(listPolicies, [{ policy_id: 'p', policy: { rule_sets: [] } }])).toEqual([
      { policyId: 'p', policy: { ruleSets: [] } },
    ]);
    expect(inCamelCase(ping, 'v2')).toBe('v2');
    expect(inCamelCase(deletePolicy, undefined)).toBeUndefined();
  });
});

import { createOperation, importImageDockerfile, importImageManifest } from '@gantry/contract/imports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../testing/index.ts';
import { password } from './testing/ask.ts';
import { importedDigest, importParts } from './testing/material.ts';
import { people, personWithout } from './testing/people.ts';
import { openWire, owner, type Wire } from './testing/wire.ts';
import { openWorld, type World } from './testing/world.ts';

/*
 * What clients lean on beyond the document, fact by fact, by real requests to the whole server; what they read of replies is in
 * wire-replies.test.ts. What the document itself says of replies (required properties, statuses) is walked in
 * reference.integration.ts, and what it lets requests leave out in the contract's reference.integration.ts.
 *
 * Not here, because the operations are not here yet: reports of inventory agents (empty fields left out, the probe with
 * `validating-creds`, uptimes such as 1.1e-05) and registering an integration twice.
 */

describe('wire notes: requests', () => {
  let world: World;
  let wire: Wire;
  beforeAll(async () => {
    world = await openWorld();
    wire = await openWire(world);
  }, 120_000);
  afterAll(async () => {
    wire.close();
    await world.close();
  });

  describe('versions and sign-in', () => {
    it.each(['/version', '/v2/version'])(
      '%s: anyone learns the level of the API, and beside it our version',
      async (url) => {
        const { status, body } = await wire.ask({ url });
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
      const refused = await wire.send('POST', '/v2/images', { headers: type, payload: large });
      expect([refused.statusCode, refused.headers['www-authenticate']]).toEqual([
        401,
        expect.stringMatching(/^Basic realm="[^"]+"/),
      ]);
      const again = await wire.send('GET', '/v2/user', { headers: { authorization: owner } });
      expect([again.statusCode, again.port]).toEqual([200, refused.port]);
    });

    it('the account header may be there or not', async () => {
      const { text } = await wire.get('/v2/account');
      expect((await wire.get('/v2/account', { 'x-anchore-account': 'team-a' })).text).toBe(text);
      expect((await wire.get('/v2/account', { 'x-anchore-account': '' })).text).toBe(text);
    });

    it.each([
      ['the owner of an account', people.owner],
      ['those who run the server', people.root],
    ])('an unknown account is said to be unknown: to %s', async (_who, user) => {
      const headers = { authorization: basic(user, password), 'x-anchore-account': 'nobody-has-it' };
      const { status, body } = await wire.ask({ url: '/v2/images', headers });
      expect([status, body['message']]).toEqual([404, expect.stringContaining('User account not found')]);
    });

    it('a missing right is named', async () => {
      const headers = {
        authorization: basic(personWithout('createPolicy'), password),
        'content-type': 'application/json',
      };
      const { status, body } = await wire.ask({ method: 'POST', url: '/v2/policies', headers, payload: {} });
      expect([status, body['message']]).toEqual([403, 'Not authorized. Requires permissions: createPolicy']);
    });

    it('the program is handed to anyone', async () => {
      const url = '/v2/system/anchorectl?operating_system=linux&architecture=amd64';
      const { statusCode, text, headers } = await wire.send('GET', url);
      expect([statusCode, text, headers['content-type']]).toEqual([200, 'an archive', 'application/gzip']);
    });
  });

  describe('requests that are odd but legal', () => {
    it('GET with a content type and no body', async () => {
      const { statusCode } = await wire.send('GET', '/v2/images', {
        headers: { authorization: owner, 'content-type': 'application/json' },
      });
      expect(statusCode).toBe(200);
    });

    it('POST with neither body nor type', async () => {
      const { statusCode, text } = await wire.send('POST', '/v2/imports/images', { headers: { authorization: owner } });
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
      expect(await wire.post('/v2/registries', { registry, registry_verify: false })).toMatchObject({ status: 200 });
      const url = `/v2/registries/${written(registry)}`;
      expect(await wire.post(`${url}?validate=true`, { registry_verify: false }, 'PUT')).toMatchObject({ status: 200 });
      expect((await wire.get(url)).text).toContain(`"registry":"${registry}"`);
      expect(await wire.ask({ method: 'DELETE', url, headers: { authorization: owner } })).toMatchObject({
        status: 204,
      });
    });

    it('digests plain and encoded', async () => {
      for (const written of [world.digest, encodeURIComponent(world.digest), world.digest.replace(':', '%3a')])
        expect(await wire.get(`/v2/images/${written}`)).toMatchObject({
          status: 200,
          body: { image_digest: world.digest },
        });
    });

    it('a tag with its colons and slashes in a query', async () => {
      for (const tag of [world.tag, encodeURIComponent(world.tag)]) {
        expect((await wire.get(`/v2/images?full_tag=${tag}`)).text).toContain(world.digest);
        expect((await wire.get(`/v2/images/${world.digest}/check?tag=${tag}`)).body).toMatchObject({
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
      expect(await wire.post('/v2/subscriptions?colour=blue', wish)).toMatchObject({ status: 200 });
      expect(await wire.get('/v2/images?colour=blue')).toMatchObject({ status: 200 });
    });

    it('the digest of an import is what the client says, whatever the bytes of its manifest', async () => {
      expect(await wire.get(`/v2/images/${importedDigest}`)).toMatchObject({
        status: 200,
        body: { image_digest: importedDigest, analysis_status: 'analyzed' },
      });
    });
  });
});

import { chmod, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { readRange } from '@gantry/io/files';
import { startLocalServer } from '@gantry/io/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from '../../testing/fake-registry.ts';
import { buildImage, buildIndex, digestOf, putBlob, writeFolder } from '../../testing/image-builder.ts';
import type { SourceOptions } from '../_shared/source.ts';
import { openRegistry } from './open.ts';

const image = buildImage({
  layers: [{ files: { a: 'one'.repeat(1000) } }, { files: { b: 'two' } }],
  config: { User: 'app' },
});
const arm = buildImage({ layers: [{ files: { a: 'arm' } }], platform: { os: 'linux', architecture: 'arm64' } });
const index = buildIndex([image, arm]);
const wide = buildImage({ layers: Array.from({ length: 9 }, (_, number) => ({ files: { [`f${number}`]: 'x' } })) });
const images = { 'team/app': { latest: image, multi: index, wide } };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

let empty: { path: string; remove(): Promise<void> };
const path = process.env['PATH'];
beforeAll(async () => {
  empty = await writeFolder({});
  const helper =
    '#!/bin/sh\nread host\ncase "$1 $host" in\n"get 127."*) echo \'{"Username":"user","Secret":"pass:word"}\' ;;\n*) echo "credentials not found in native keychain"; exit 1 ;;\nesac\n';
  await writeFile(join(empty.path, 'docker-credential-good'), helper);
  await writeFile(
    join(empty.path, 'docker-credential-token'),
    helper.replace('"user"', '"<token>"').replace('pass:word', 'refresh-me'),
  );
  await writeFile(join(empty.path, 'docker-credential-bad'), '#!/bin/sh\necho locked\nexit 3\n');
  for (const name of ['good', 'token', 'bad']) await chmod(join(empty.path, `docker-credential-${name}`), 0o755);
  process.env['PATH'] = `${empty.path}:${path}`;
});
afterAll(async () => {
  process.env['PATH'] = path;
  await empty.remove();
});

async function registry(options: Partial<FakeRegistryOptions> = {}): Promise<FakeRegistry> {
  const started = await startFakeRegistry({ images, ...options });
  closers.push(() => started.close());
  return started;
}

/** Options that never read the configuration of whoever runs the tests. */
function settings(more: SourceOptions['registry'] = {}): SourceOptions {
  return { registry: { dockerConfig: empty.path, ...more } };
}

async function config(content: unknown): Promise<SourceOptions> {
  const folder = await writeFolder({ 'config.json': typeof content === 'string' ? content : JSON.stringify(content) });
  closers.push(() => folder.remove());
  return settings({ dockerConfig: folder.path });
}

async function pull(target: string, options: SourceOptions = settings()): Promise<string[]> {
  const opened = await openRegistry(target, options);
  try {
    const refs = await Promise.all(opened.layers.map((layer) => layer.locate()));
    return await Promise.all(refs.map(async (ref) => digestOf(await readRange(ref.path, ref))));
  } finally {
    await opened.close();
  }
}

const digests = image.layers.map((layer) => layer.digest);
const temporary = async (): Promise<number> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('gantry-') && !name.startsWith('gantry-test-')).length;

describe('sources/registry/open', () => {
  it('opens an image with its facts', async () => {
    const { host } = await registry();
    const opened = await openRegistry(`${host}/team/app`, settings());
    expect(opened.source).toMatchObject({
      target: `${host}/team/app`,
      reference: `${host}/team/app:latest`,
      tags: [`${host}/team/app:latest`],
      repoDigests: [`${host}/team/app@${image.manifest.digest}`],
      manifestDigest: image.manifest.digest,
      config: { user: 'app' },
    });
    await opened.close();
  });

  it('downloads layers, tells how far it is and leaves nothing behind', async () => {
    const { host } = await registry();
    const before = await temporary();
    const events: { done: number; total: number | null }[] = [];
    expect(await pull(`${host}/team/app`, { ...settings(), progress: (event) => events.push(event) })).toEqual(digests);
    expect(events.at(-1)).toMatchObject({
      done: image.layers.reduce((sum, layer) => sum + layer.size, 0),
      total: image.layers.reduce((sum, layer) => sum + layer.size, 0),
    });
    expect(await temporary()).toBeLessThanOrEqual(before);
  });

  it('chooses a platform of an index, and pulls by digest', async () => {
    const { host } = await registry();
    const opened = await openRegistry(`${host}/team/app:multi`, { ...settings(), platform: 'linux/arm64' });
    expect(opened.source).toMatchObject({
      manifestDigest: arm.manifest.digest,
      indexDigest: index.manifest.digest,
      repoDigests: [`${host}/team/app@${index.manifest.digest}`],
    });
    await opened.close();
    expect(await pull(`${host}/team/app@${image.manifest.digest}`)).toEqual(digests);
  });

  it('downloads a few layers at a time, each once', async () => {
    const fake = await registry();
    expect(await pull(`${fake.host}/team/app:wide`)).toEqual(wide.layers.map((layer) => layer.digest));
    expect(fake.mostAtOnce()).toBeLessThanOrEqual(4);
    expect(fake.seen.filter((line) => line.includes('/blobs/')).length).toBe(10);
  });

  it('goes on after broken connections, errors and limits', async () => {
    const fake = await registry({ failures: [503, 429], breaks: [10_000, 20, 30] });
    expect(await pull(`${fake.host}/team/app`)).toEqual(digests);
    expect(fake.seen.some((line) => line.includes('bytes='))).toBe(true);
  });

  it('starts a blob again when the registry knows no ranges', async () => {
    const fake = await registry({ breaks: [10_000, 20, 30], ranges: false });
    expect(await pull(`${fake.host}/team/app`)).toEqual(digests);
  });

  it('follows blobs to another host without taking credentials there', async () => {
    const asked: (string | undefined)[] = [];
    const store = await startLocalServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end(image.blobs.get(request.url?.slice(1) ?? ''));
    });
    closers.push(() => store.close());
    const fake = await registry({ auth: 'basic', user: 'user:pass', blobsAt: store.url });
    expect(await pull(`${fake.host}/team/app`, settings({ username: 'user', password: 'pass' }))).toEqual(digests);
    expect(asked).toEqual([undefined, undefined, undefined]);
  });

  describe('signing in', () => {
    const basic = Buffer.from('user:pass:word').toString('base64');
    it.each<[string, Partial<FakeRegistryOptions>, (host: string) => Promise<SourceOptions>]>([
      ['anonymously with a token', { auth: 'token' }, async () => settings()],
      [
        'with a user name and a password, basic',
        { auth: 'basic', user: 'user:pass:word' },
        async () => settings({ username: 'user', password: 'pass:word' }),
      ],
      [
        'with a user name and a password, token',
        { auth: 'token', user: 'user:pass:word' },
        async () => settings({ username: 'user', password: 'pass:word' }),
      ],
      [
        'with auths of config.json',
        { auth: 'token', user: 'user:pass:word' },
        (host) => config({ auths: { [host]: { auth: basic } } }),
      ],
      [
        'with auths under a URL',
        { auth: 'basic', user: 'user:pass:word' },
        (host) => config({ auths: { [`https://${host}/v1/`]: { username: 'user', password: 'pass:word' } } }),
      ],
      [
        'with an identity token',
        { auth: 'token', user: 'x:y', refreshToken: 'refresh-me' },
        (host) => config({ auths: { [host]: { auth: basic, identitytoken: 'refresh-me' } } }),
      ],
      [
        'with a credential helper',
        { auth: 'basic', user: 'user:pass:word' },
        (host) => config({ credHelpers: { [host]: 'good' }, credsStore: 'bad' }),
      ],
      ['with a credential store', { auth: 'token', user: 'user:pass:word' }, () => config({ credsStore: 'good' })],
      [
        'with a token of a credential store',
        { auth: 'token', user: 'x:y', refreshToken: 'refresh-me' },
        () => config({ credsStore: 'token' }),
      ],
      [
        'with auths when the store fails',
        { auth: 'token', user: 'user:pass:word' },
        (host) => config({ credsStore: 'bad', auths: { [host]: { auth: basic } } }),
      ],
      ['anonymously when the store fails', { auth: 'token' }, () => config({ credsStore: 'bad' })],
      ['again when tokens run out', { auth: 'token', tokenUses: 2 }, async () => settings()],
    ])('%s', async (_, options, make) => {
      const fake = await registry(options);
      expect(await pull(`${fake.host}/team/app`, await make(fake.host))).toEqual(digests);
    });

    it('asks for the right to pull this repository and no more', async () => {
      const fake = await registry({ auth: 'token' });
      await pull(`${fake.host}/team/app`);
      expect(fake.seen.filter((line) => line.startsWith('token'))).toEqual([
        'token fake, registry repository:team/app:pull anonymous',
      ]);
    });

    it('names a credential helper that failed when the registry refuses', async () => {
      const fake = await registry({ auth: 'basic', user: 'user:pass' });
      await expect(openRegistry(`${fake.host}/team/app`, await config({ credsStore: 'bad' }))).rejects.toMatchObject({
        code: 'SBOM_PULL_DENIED',
        facts: { because: expect.stringContaining('docker-credential-bad') },
      });
    });
  });

  const foreign = (() => {
    const blobs = new Map(image.blobs);
    const layers = [{ ...image.layers[0], urls: ['https://example.org/layer'] }];
    const bytes = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: image.manifest.mediaType,
        config: image.config,
        layers: [...layers, image.layers[1]],
      }),
    );
    return { manifest: putBlob(blobs, bytes, image.manifest.mediaType), blobs };
  })();

  it.each<[string, Partial<FakeRegistryOptions>, string, ((() => Promise<SourceOptions>) | undefined)?, string?]>([
    ['a tag that is not there', {}, 'SBOM_PULL_MISSING', undefined, 'team/app:nope'],
    ['a repository that is not there', {}, 'SBOM_PULL_MISSING', undefined, 'nope'],
    ['no credentials', { auth: 'basic', user: 'a:b' }, 'SBOM_PULL_DENIED'],
    [
      'wrong credentials',
      { auth: 'basic', user: 'a:b' },
      'SBOM_PULL_DENIED',
      async () => settings({ username: 'a', password: 'c' }),
    ],
    [
      'wrong credentials for a token',
      { auth: 'token', user: 'a:b' },
      'SBOM_PULL_DENIED',
      async () => settings({ username: 'a', password: 'c' }),
    ],
    ['a forbidden repository', { failures: [403] }, 'SBOM_PULL_DENIED'],
    ['a limit', { failures: [429], retryAfter: 3600 }, 'SBOM_PULL_LIMITED'],
    ['a broken server', { failures: [400] }, 'SBOM_PULL_FAILED'],
    ['a manifest that is not its digest', { contentDigest: `sha256:${'0'.repeat(64)}` }, 'SBOM_BLOB_MISMATCH'],
    [
      'a manifest pinned by digest that is another',
      { tampered: new Map([[image.manifest.digest, Buffer.from('{}')]]) },
      'SBOM_BLOB_MISMATCH',
      undefined,
      `team/app@${image.manifest.digest}`,
    ],
    [
      'a configuration that is another',
      { tampered: new Map([[image.config.digest, Buffer.from('{}')]]) },
      'SBOM_BLOB_MISMATCH',
    ],
    [
      'a layer that is another of the same size',
      { tampered: new Map([[digests[0] ?? '', new Uint8Array(image.layers[0]?.size ?? 0)]]) },
      'SBOM_BLOB_MISMATCH',
    ],
    [
      'a layer that is larger',
      { tampered: new Map([[digests[0] ?? '', new Uint8Array(1_000_000)]]) },
      'SBOM_BLOB_MISMATCH',
    ],
    ['a foreign layer', { images: { 'team/app': { latest: foreign } } }, 'SBOM_LAYER_FOREIGN'],
    ['a realm without TLS elsewhere', { auth: 'token', realm: 'http://10.0.0.1/token' }, 'SBOM_REALM_REFUSED'],
    [
      'a realm at the metadata service',
      { auth: 'token', realm: 'https://169.254.169.254/token' },
      'SBOM_REALM_REFUSED',
    ],
    ['a realm in a file', { auth: 'token', realm: 'file:///etc/passwd' }, 'SBOM_REALM_REFUSED'],
    ['a realm with credentials', { auth: 'token', realm: 'https://a:b@127.0.0.1/' }, 'SBOM_REALM_REFUSED'],
    ['a realm that is none', { auth: 'token', realm: 'nonsense' }, 'SBOM_REALM_REFUSED'],
    ['a broken config.json', {}, 'SBOM_DOCKER_CONFIG', () => config('{')],
    ['a file without certificates', {}, 'SBOM_CA_FILE_INVALID', async () => settings({ caFile: '/etc/hostname' })],
    ['no reference', {}, 'SBOM_REFERENCE_INVALID', undefined, 'Not A Reference'],
  ])('refuses %s', async (_, options, code, make, name = 'team/app') => {
    const fake = await registry(options);
    expect(await failureCode(async () => pull(`${fake.host}/${name}`, await make?.()))).toBe(code);
  });

  it('speaks plain HTTP to other hosts only when told so', async () => {
    const options = { registry: { dockerConfig: empty.path } };
    // 0.0.0.0 is this machine and no loopback address.
    const fake = await registry();
    const target = `${fake.host.replace('127.0.0.1', '0.0.0.0')}/team/app`;
    expect(await failureCode(() => pull(target, options))).toMatch(/^IO_HTTP_/);
    expect(fake.seen).toEqual([]);
    expect(await pull(target, settings({ insecure: true }))).toEqual(digests);
  });
});

import { failureCode } from '@gantry/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from '../../testing/fake-registry.ts';
import { buildImage } from '../../testing/image-builder.ts';
import type { SourceOptions } from '../_shared/source.ts';
import { checkSignIn, listTags, tagDigest } from './asking.ts';

const image = buildImage({ layers: [{ files: { a: 'one' } }] });
const images = { 'team/app': { '1.0': image, '1.1': image, '1.2': image, latest: image, next: image } };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function registry(options: Partial<FakeRegistryOptions> = {}): Promise<FakeRegistry> {
  const started = await startFakeRegistry({ images, ...options });
  closers.push(() => started.close());
  return started;
}

const settings = (more: SourceOptions['registry'] = {}): SourceOptions => ({
  registry: { dockerConfig: null, ...more },
});
const user = { username: 'user', password: 'pass' };

describe('sources/registry/asking', () => {
  it('lists all tags, page by page', async () => {
    const { host, seen } = await registry({ tagPage: 2, auth: 'token', user: 'user:pass' });
    const list = await listTags(`${host}/team/app`, settings(user));
    expect(list).toEqual({ repository: `${host}/team/app`, tags: ['1.0', '1.1', '1.2', 'latest', 'next'] });
    expect(seen.filter((line) => line.includes('tags/list'))).toHaveLength(4);
  });

  it.each<[string, NonNullable<FakeRegistryOptions['tagList']>, string]>([
    ['no JSON', { body: '<html>' }, 'SBOM_JSON_INVALID'],
    ['no list', { body: '{"tags":7}' }, 'SBOM_TAGS_INVALID'],
    ['an array', { body: '[]' }, 'SBOM_TAGS_INVALID'],
    ['pages in a circle', { body: '{"tags":["a"]}', link: '</v2/x?last=a>; rel="next"' }, 'SBOM_TAGS_INVALID'],
    [
      'a link to elsewhere',
      { body: '{"tags":["a"]}', link: '<http://10.0.0.1/?last=a>; rel=next' },
      'SBOM_TAGS_INVALID',
    ],
  ])('refuses a list that is %s', async (_, tagList, code) => {
    const { host, seen } = await registry({ tagList });
    expect(await failureCode(() => listTags(`${host}/team/app`, settings()))).toBe(code);
    expect(seen.every((line) => line.startsWith('GET /v2/'))).toBe(true);
  });

  it('leaves out what no tag can be, and takes a list of nothing', async () => {
    const { host } = await registry({ tagList: { body: '{"tags":["ok","../x",7,"-no","ok"]}' } });
    expect((await listTags(`${host}/team/app`, settings())).tags).toEqual(['ok']);
    const none = await registry({ tagList: { body: '{"name":"x","tags":null}' } });
    expect((await listTags(`${none.host}/team/app`, settings())).tags).toEqual([]);
  });

  it('tells what is missing', async () => {
    const { host } = await registry();
    expect(await failureCode(() => listTags(`${host}/no/such`, settings()))).toBe('SBOM_PULL_MISSING');
    expect(await failureCode(() => tagDigest(`${host}/team/app:nope`, settings()))).toBe('SBOM_PULL_MISSING');
  });

  it('tells the digest of a tag without pulling it', async () => {
    const { host, seen } = await registry();
    expect(await tagDigest(`${host}/team/app:1.1`, settings())).toBe(image.manifest.digest);
    expect(seen.filter((line) => line.includes('manifests'))).toEqual(['HEAD /v2/team/app/manifests/1.1']);
  });

  it.each<[string, Partial<FakeRegistryOptions>, SourceOptions['registry'], string | boolean]>([
    ['good ones, basic', { auth: 'basic', user: 'user:pass' }, user, true],
    ['good ones, token', { auth: 'token', user: 'user:pass' }, user, true],
    ['bad ones, basic', { auth: 'basic', user: 'user:other' }, user, 'SBOM_PULL_DENIED'],
    ['bad ones, token', { auth: 'token', user: 'user:other' }, user, 'SBOM_PULL_DENIED'],
    ['none where some are asked for', { auth: 'basic', user: 'user:pass' }, {}, 'SBOM_PULL_DENIED'],
    ['those that nobody asks for', {}, user, false],
  ])('checks credentials: %s', async (_, options, given, outcome) => {
    const { host } = await registry(options);
    const check = () => checkSignIn(host, settings(given));
    if (typeof outcome === 'string') expect(await failureCode(check)).toBe(outcome);
    else expect(await check()).toEqual({ asked: outcome });
  });

  it('goes to no address that the rules refuse', async () => {
    const { host, seen } = await registry();
    const addresses = { permitted: [], registered: [] };
    expect(await failureCode(() => listTags(`${host}/team/app`, settings({ addresses })))).toBe('IO_HTTP_REFUSED');
    expect(seen).toEqual([]);
    const registered = { permitted: [], registered: [host] };
    expect((await listTags(`${host}/team/app`, settings({ addresses: registered }))).tags).toHaveLength(5);
  });
});

import { readFileSync } from 'node:fs';
import { failureCode } from '@gantry/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { startLocalServer } from '../testing/local-server.ts';
import { createAddressGuard } from './address-guard.ts';
import { type AddressRules, hostOf } from './address-rules.ts';
import { createHttpClient } from './client.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const strict: AddressRules = { permitted: [], registered: [] };
const names: Readonly<Record<string, readonly string[]>> = {
  'public.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'private.example': ['10.1.2.3'],
  'mixed.example': ['93.184.215.14', '127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'registry.local': ['192.168.7.7'],
  'here.local': ['127.0.0.1'],
};
const resolve = async (host: string) =>
  (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const outcome = (rules: AddressRules, url: string): Promise<string> =>
  failureCode(() => createAddressGuard(rules, resolve).check(new URL(url)));

describe('http/address-guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://127。0。0。1/',
    'http://①②⑦.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[64:ff9b:1::1.1.1.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a00:1::1]/',
    'http://[2001::1]/',
    'http://[2001:db8::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fc00::1]/',
    'http://[ff02::1]/',
    'http://[5f00::1]/',
    'http://[100::1]/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.170.2/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.0.0.192/',
    'http://192.0.2.1/',
    'http://192.168.1.1/',
    'http://198.18.0.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://any.localhost/',
    'http://private.example/',
    'http://private.example./',
    'http://PRIVATE.example/',
    'http://ｐｒｉｖａｔｅ.example/',
    'http://mixed.example/',
    'http://metadata.example/',
    'http://nothing.example/',
    'http://user:pass@127.0.0.1/',
    'https://public.example@10.0.0.1/',
  ])('refuses %s', async (url) => {
    expect(await outcome(strict, url)).toBe('IO_HTTP_REFUSED');
  });

  it.each([
    'https://public.example/',
    'http://8.8.8.8/',
    'http://134744072/',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://[2606:4700::1111]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::8.8.8.8]/',
  ])('lets %s pass', async (url) => {
    expect(await outcome(strict, url)).toBe('no failure');
  });

  it.each<[string, Partial<AddressRules>, string, boolean]>([
    ['a range', { permitted: ['10.0.0.0/8'] }, 'http://private.example/', true],
    ['another range', { permitted: ['10.0.0.0/16'] }, 'http://private.example/', false],
    ['a range, for a mapped address', { permitted: ['10.0.0.0/8'] }, 'http://[::ffff:a01:203]/', true],
    ['a range of IPv6', { permitted: ['fd12::/16'] }, 'http://[fd12::1]/', true],
    ['a host', { permitted: ['private.example'] }, 'http://PRIVATE.example./', true],
    ['a host with its port', { permitted: ['private.example:5000'] }, 'http://private.example/', true],
    ['a domain', { permitted: ['*.example'] }, 'http://private.example/', true],
    ['a domain is not its suffix', { permitted: ['*.example'] }, 'http://registry.local/', false],
    ['an address', { permitted: ['10.1.2.3'] }, 'http://private.example/', true],
    ['everything', { permitted: ['all'] }, 'http://metadata.example/', true],
    ['nonsense', { permitted: ['10.0.0.0/99', 'x/8', ''] }, 'http://private.example/', false],
    ['registration, privately', { registered: ['registry.local:5000/team/*'] }, 'http://registry.local:5000/', true],
    ['registration, of the own machine', { registered: ['here.local'] }, 'http://here.local/', true],
    ['registration of an address', { registered: ['10.1.2.3:5000'] }, 'http://10.1.2.3:5000/', true],
    ['registration of localhost', { registered: ['localhost:5000'] }, 'http://localhost:5000/', true],
    ['registration of another', { registered: ['registry.local'] }, 'http://private.example/', false],
    ['registration never of metadata', { registered: ['metadata.example'] }, 'http://metadata.example/', false],
    ['registration never of link-local', { registered: ['169.254.1.1'] }, 'http://169.254.1.1/', false],
  ])('permits by %s', async (_, rules, url, passes) => {
    expect(await outcome({ ...strict, ...rules }, url)).toBe(passes ? 'no failure' : 'IO_HTTP_REFUSED');
  });

  it.each([
    ['Registry.Local:5000/team/app', 'registry.local'],
    ['[::1]:5000', '::1'],
    ['::1', '::1'],
    ['0x7f.1', '127.0.0.1'],
    ['host.', 'host'],
    ['b\u00fccher.example', 'xn--bcher-kva.example'],
    ['user@host', undefined],
    ['host?x', undefined],
    ['', undefined],
    ['a b', undefined],
  ])('reads the host of %s', (text, host) => {
    expect(hostOf(text)).toBe(host);
  });

  it('connects to no address that was not checked, however the name changes', async () => {
    const server = await startLocalServer((_, response) => response.end('inner'));
    closers.push(() => server.close());
    const port = new URL(server.url).port;
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    const turning = async () => [{ address: (answers.shift() ?? ['127.0.0.1'])[0] ?? '', family: 4 }];
    const guard = createAddressGuard(strict, turning);
    const http = createHttpClient({ environment: {}, retries: 0, guard });
    closers.push(() => http.close());
    await guard.check(new URL(`http://turning.example:${port}/`));
    expect(await failureCode(() => http.request({ url: `http://turning.example:${port}/` }))).toBe('IO_HTTP_REFUSED');
    expect(server.seen).toEqual([]);
  });

  it('decides about secure connections too', async () => {
    const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
    const tls = { cert: fixture('server.pem'), key: fixture('server.key') };
    const server = await startLocalServer((_, response) => response.end('inner'), { tls });
    closers.push(() => server.close());
    const url = server.url;
    for (const [permitted, outcome] of [
      [[], 'IO_HTTP_REFUSED'],
      [['localhost'], 'no failure'],
    ] as const) {
      const guard = createAddressGuard({ permitted, registered: [] }, resolve);
      const http = createHttpClient({ environment: {}, retries: 0, guard, ca: fixture('ca.pem') });
      closers.push(() => http.close());
      expect(await failureCode(async () => (await http.request({ url })).discard())).toBe(outcome);
    }
  });

  it('checks where redirects lead, by address and by name', async () => {
    const server = await startLocalServer((request, response) =>
      response
        .writeHead(302, { location: request.url === '/name' ? 'http://private.example/' : 'http://0x7f.2/' })
        .end(),
    );
    closers.push(() => server.close());
    const { port } = new URL(server.url);
    const guard = createAddressGuard({ permitted: ['here.local'], registered: [] }, resolve);
    const http = createHttpClient({ environment: {}, retries: 0, guard });
    closers.push(() => http.close());
    for (const path of ['/name', '/address'])
      expect(await failureCode(() => http.request({ url: `http://here.local:${port}${path}` }))).toBe(
        'IO_HTTP_REFUSED',
      );
    expect(server.seen).toHaveLength(2);
  });

  it('checks what is behind a proxy', async () => {
    const proxy = await startLocalServer((_, response) => response.end('by proxy'));
    closers.push(() => proxy.close());
    const guard = createAddressGuard(strict, async (host) => {
      if (host === 'only.proxy.knows') throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
      return resolve(host);
    });
    const http = createHttpClient({ environment: { HTTP_PROXY: proxy.url }, retries: 0, guard });
    closers.push(() => http.close());
    expect(await failureCode(() => http.request({ url: 'http://private.example/' }))).toBe('IO_HTTP_REFUSED');
    const reply = await http.request({ url: 'http://only.proxy.knows/' });
    expect(Buffer.from(await reply.bytes(100)).toString()).toBe('by proxy');
  });
});

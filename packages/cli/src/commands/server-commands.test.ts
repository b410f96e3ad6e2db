import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeRoutes } from '../testing/fake-server.ts';
import { useServerCalls } from '../testing/server-calls.ts';

const server = useServerCalls();
const place = server.folder;

const { call, asked, last } = server;

function file(name: string, text: string): string {
  const path = join(place, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const digest = `sha256:${'a'.repeat(64)}`;
const image = {
  image_digest: digest,
  parent_digest: `sha256:${'b'.repeat(64)}`,
  analysis_status: 'analyzed',
  image_status: 'active',
  created_at: '2026-11-20T10:00:00Z',
  annotations: { own_key: 'x' },
  image_detail: [
    { full_tag: 'docker.io/library/app:1', image_id: 'c'.repeat(64), tag_detected_at: '2026-11-20T10:00:00Z' },
    { full_tag: 'docker.io/library/app:2', image_id: 'c'.repeat(64), tag_detected_at: '2026-11-21T10:00:00Z' },
  ],
};

describe('server commands: whom they talk to', () => {
  const routes = { 'GET /v2/images': { body: { items: [image] } } };

  it('user, password and account go with every request', async () => {
    const { status } = await call(['image', 'list'], routes, { env: { GANTRY_ACCOUNT: 'payments' } });
    expect(status).toBe(0);
    expect(last().headers).toMatchObject({
      authorization: `Basic ${Buffer.from('ada:secret').toString('base64')}`,
      'x-anchore-account': 'payments',
    });
  });

  it.each([
    [
      'ANCHORECTL_*',
      {
        GANTRY_URL: '',
        GANTRY_USERNAME: '',
        GANTRY_PASSWORD: '',
        ANCHORECTL_USERNAME: 'eve',
        ANCHORECTL_PASSWORD: 'p',
      },
      [],
      'eve:p',
    ],
    ['GANTRY_* before ANCHORECTL_*', { ANCHORECTL_USERNAME: 'eve' }, [], 'ada:secret'],
    ['flags before variables', {}, ['-u', 'bob', '--password', 'q'], 'bob:q'],
  ])('%s', async (_what, env, flags, credentials) => {
    await call(['image', 'list', ...flags], routes, { env: { ANCHORECTL_URL: server.url, ...env } });
    expect(last().headers.authorization).toBe(`Basic ${Buffer.from(credentials).toString('base64')}`);
  });

  it('a file of settings in the home folder, in either spelling', async () => {
    const settings = (user: string) =>
      `url: ${server.url}\nusername: ${user}\npassword: p\naccount: team\nformat: id\n`;
    const none = { GANTRY_URL: '', GANTRY_USERNAME: '', GANTRY_PASSWORD: '' };
    const old = file(
      'old/.anchorectl.yaml',
      `${settings('old')}http:\n  tls-insecure: true\nsecret-search:\n  x: [1]\n`,
    );
    expect((await call(['image', 'list'], routes, { env: { ...none, HOME: join(old, '..') } })).terminal.stdout).toBe(
      `${digest}\n${digest}\n`,
    );
    expect(last().headers).toMatchObject({
      authorization: `Basic ${Buffer.from('old:p').toString('base64')}`,
      'x-anchore-account': 'team',
    });
    file('old/gantry/config.yaml', settings('new'));
    await call(['image', 'list'], routes, {
      env: { ...none, HOME: join(old, '..'), XDG_CONFIG_HOME: join(old, '..') },
    });
    expect(last().headers.authorization).toBe(`Basic ${Buffer.from('new:p').toString('base64')}`);
    await call(['image', 'list', '-c', old], routes, { env: { ...none, GANTRY_USERNAME: 'env' } });
    expect(last().headers.authorization).toBe(`Basic ${Buffer.from('env:p').toString('base64')}`);
  });

  it.each([
    ['no address', { GANTRY_URL: '' }, 2, 'CLI_NO_URL', /GANTRY_URL/],
    ['no user', { GANTRY_USERNAME: '' }, 2, 'CLI_NO_CREDENTIALS', /GANTRY_USERNAME/],
    ['no password', { GANTRY_PASSWORD: '' }, 2, 'CLI_NO_CREDENTIALS', /ANCHORECTL_PASSWORD/],
    ['no scheme', { GANTRY_URL: 'localhost:8228' }, 2, 'CLIENT_BAD_ADDRESS', /https:\/\//],
    ['nobody there', { GANTRY_URL: 'http://127.0.0.1:1' }, 3, 'IO_HTTP_UNREACHABLE', /network/],
    ['a bad switch', { GANTRY_HTTP_TLS_INSECURE: 'perhaps' }, 2, 'CLI_BAD_OPTION', /true/],
    ['no such file of settings', { GANTRY_CONFIG: '/nowhere.yaml' }, 3, 'IO_FILE_MISSING', /path/],
  ])('%s: says what to do', async (_what, env, status, code, advice) => {
    const ended = await call(['image', 'list'], routes, { env });
    expect([ended.status, ended.code]).toEqual([status, code]);
    expect(ended.advice).toMatch(advice);
  });

  it('a broken file of settings is named', async () => {
    const ended = await call(['image', 'list', '-c', file('broken.yaml', 'a: [1\nb: }')], routes);
    expect([ended.status, ended.code]).toEqual([2, 'CLI_CONFIG_BROKEN']);
    expect(ended.message).toContain('broken.yaml');
  });

  it.each([
    [401, 3, 'AUTH_REFUSED'],
    [403, 3, 'AUTH_FORBIDDEN'],
    [500, 3, 'SERVER_BUG'],
  ])('a problem of status %d keeps its code and its advice', async (status, exit, error_type) => {
    const body = { httpcode: status, error_type, message: 'no', detail: { advice: 'Ask.' } };
    const ended = await call(['policy', 'list'], { 'GET /v2/policies': { status, body } });
    expect([ended.status, ended.code, ended.message, ended.advice]).toEqual([exit, error_type, 'no', 'Ask.']);
  });
});

describe('server commands: images', () => {
  it.each([
    ['text', /^TAG +DIGEST +ANALYSIS +STATUS +ADDED\ndocker\.io\/library\/app:1 +sha256:a+ +analyzed +active/],
    ['json', /"imageDigest": "sha256:a+"[\s\S]*"own_key": "x"/],
    ['json-raw', /"image_digest": "sha256:a+"/],
    ['id', new RegExp(`^${digest}\n`)],
    ['csv', /^Tag,Digest,Analysis,Status,Added\r\n/],
  ])('list -o %s', async (output, shown) => {
    const { terminal } = await call(['image', 'list', '-o', output], {
      'GET /v2/images': { body: { items: [image] } },
    });
    expect(terminal.stdout).toMatch(shown);
  });

  it.each([
    ['app:1', 'GET /v2/images?full_tag=docker.io/library/app:1'],
    ['quay.io/x/app', 'GET /v2/images?full_tag=quay.io/x/app:latest'],
    ['c'.repeat(64), `GET /v2/images?image_id=${'c'.repeat(64)}`],
    [digest, `GET /v2/images/${digest}`],
    [`app@${digest}`, `GET /v2/images/${digest}`],
  ])('get %s asks %s', async (name, request) => {
    const routes = { 'GET /v2/images': { body: { items: [image] } }, [`GET /v2/images/${digest}`]: { body: image } };
    const { terminal } = await call(['image', 'get', name], routes);
    expect(asked()).toEqual([request]);
    expect(terminal.stdout).toBe(
      `Tag: docker.io/library/app:2, docker.io/library/app:1\nDigest: ${digest}\nParentDigest: sha256:${'b'.repeat(64)}\nID: ${'c'.repeat(64)}\nAnalysis: analyzed\nStatus: active\n`,
    );
  });

  it.each([
    ['app:1', { 'GET /v2/images': { body: { items: [] } } }, 3, 'CLI_NOT_FOUND'],
    [digest, {}, 3, 'CLI_NOT_FOUND'],
    ['UPPER:1', {}, 2, 'CLI_BAD_REFERENCE'],
  ])('an image %s that is not there', async (name, routes: FakeRoutes, status, code) => {
    const ended = await call(['image', 'get', name], routes);
    expect([ended.status, ended.code]).toEqual([status, code]);
    expect(ended.message).toContain(name);
  });

  it('delete asks for digests, and says 3 when one stays', async () => {
    const reply = [{ image_digest: digest, status: 'delete_failed', detail: 'it is watched' }];
    const routes = { 'GET /v2/images': { body: { items: [image] } }, 'DELETE /v2/images': { body: reply } };
    const { status, terminal } = await call(['image', 'delete', 'app:1', '--force'], routes);
    expect(asked()[1]).toBe(`DELETE /v2/images?image_digests=${digest}&force=true`);
    expect(status).toBe(3);
    expect(terminal.stdout).toContain('it is watched');
    expect((await call(['image', 'delete'], routes)).code).toBe('CLI_NEEDS');
  });

  it('vulnerabilities as a table', async () => {
    const found = {
      vuln: 'CVE-1',
      severity: 'High',
      package_name: 'zlib',
      package_version: '1',
      fix: '1.2',
      will_not_fix: false,
      package_type: 'deb',
      feed_group: 'debian:12',
      nvd_data: [{ id: 'CVE-1' }],
      url: 'https://x',
    };
    const routes = {
      'GET /v2/images': { body: { items: [image] } },
      [`GET /v2/images/${digest}/vuln/all`]: { body: { vulnerabilities: [found] } },
    };
    const { terminal } = await call(['image', 'vulns', 'app:1'], routes);
    expect(terminal.stdout.replace(/ +/g, ' ')).toBe(
      'ID SEVERITY NAME VERSION FIX WILL NOT FIX TYPE FEED GROUP CVES URL\nCVE-1 High zlib 1 1.2 false deb debian:12 CVE-1 https://x\n',
    );
    expect(last().path).toContain('vendor_only=true');
    await call(['image', 'vuln', 'app:1', '--vendor-only=false'], routes);
    expect(last().path).toContain('vendor_only=false');
  });

  it('an SBOM goes to a file whole, and over one that exists only when asked', async () => {
    const routes = {
      'GET /v2/images': { body: { items: [image] } },
      [`GET /v2/images/${digest}/sboms/native-json`]: {
        body: { artifacts: [{ name: 'zlib', version: '1', type: 'deb' }] },
      },
    };
    const path = join(place, 'bom.json');
    expect((await call(['image', 'sbom', 'app:1', '-f', path], routes)).status).toBe(0);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ artifacts: [{ name: 'zlib' }] });
    expect((await call(['image', 'sbom', 'app:1', '-f', path], routes)).code).toBe('CLI_FILE_EXISTS');
    expect((await call(['image', 'sbom', 'app:1', '-f', path, '--overwrite'], routes)).status).toBe(0);
    const table = await call(['image', 'sbom', 'app:1', '-o', 'table'], routes);
    expect(table.terminal.stdout.replace(/ +/g, ' ')).toBe('NAME VERSION TYPE\nzlib 1 deb\n');
  });

  it('content by type, its types, and a count of each', async () => {
    const content = `/v2/images/${digest}/content`;
    const routes = {
      'GET /v2/images': { body: { items: [image] } },
      [`GET ${content}`]: { body: ['os', 'files'] },
      [`GET ${content}/os`]: { body: { content: [{ package: 'zlib', version: '1', licenses: ['MIT', 'Zlib'] }] } },
      [`GET ${content}/files`]: { body: { content: [{ filename: '/etc/passwd', size: 3 }] } },
      [`GET ${content}-summary`]: { body: { items: [{ content_type: 'os', count: 5 }] } },
    };
    expect((await call(['image', 'contents', 'app:1', '-a'], routes)).terminal.stdout).toBe('os\nfiles\n');
    expect((await call(['image', 'content', 'app:1', '-t', 'os'], routes)).terminal.stdout).toContain('MIT, Zlib');
    expect((await call(['image', 'content', 'app:1', '-t', 'files'], routes)).terminal.stdout).toContain('/etc/passwd');
    expect((await call(['image', 'content', 'app:1'], routes)).terminal.stdout).toMatch(/os +5/);
  });

  it('metadata in base64 is decoded', async () => {
    const routes = {
      'GET /v2/images': { body: { items: [image] } },
      [`GET /v2/images/${digest}/metadata`]: { body: ['manifest', 'dockerfile'] },
      [`GET /v2/images/${digest}/metadata/dockerfile`]: {
        body: { metadata: Buffer.from('FROM x\n').toString('base64') },
      },
    };
    expect((await call(['image', 'metadata', 'app:1'], routes)).terminal.stdout).toBe('manifest\ndockerfile\n');
    expect((await call(['image', 'metadata', 'app:1', '-t', 'dockerfile'], routes)).terminal.stdout).toBe('FROM x\n');
  });
});

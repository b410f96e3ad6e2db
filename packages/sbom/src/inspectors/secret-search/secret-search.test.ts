import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectFiles } from '../../testing/inspect-files.ts';
import { base62 } from './checks/base62-checksum.ts';
import { secretSearch } from './index.ts';

// Every secret here is made on the spot from parts: nothing in this file looks like one.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Text that looks random and is the same each time. */
function random(length: number, characters = letters, seed = 11): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return characters[state % characters.length];
  }).join('');
}

const hex = '0123456789abcdef';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const body = random(30);
const checked = body + base62(crc32(body)).padStart(6, '0');
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (header: unknown, claims: unknown): string => `${json(header)}.${json(claims)}.${random(43)}`;
const auth = (text: string): string =>
  `{"auths":{"r.example.org":{"auth": "${Buffer.from(text).toString('base64')}"}}}`;

function pem(kind: string, { lines = 6, end = '\n', before = '' } = {}): string {
  const text = random(64 * lines, `${letters}+/`).match(/.{64}/g) ?? [];
  return [`-----BEGIN ${kind}-----`, before, ...text, `-----END ${kind}-----`].filter((line) => line !== '').join(end);
}

async function names(content: string | Uint8Array, path = '/app/.env'): Promise<string[]> {
  const { found } = await inspectFiles(secretSearch, { [path]: content });
  return (found as { hits: { pattern: string }[] }).hits.map(({ pattern }) => pattern);
}

describe('what is a secret', () => {
  it.each<[name: string, content: string]>([
    ['AWS_ACCESS_KEY', `id: ${['AK', 'IA'].join('')}${random(16, base32)}`],
    ['AWS_SECRET_KEY', `aws_secret_access_key = ${random(40, `${letters}+/`)}\n`],
    ['AWS_SECRET_KEY', `AWS_SECRET_ACCESS_KEY="${random(40, `${letters}+/`, 5)}"`],
    ['PRIV_KEY', pem('RSA PRIVATE KEY')],
    ['PRIV_KEY', pem('PRIVATE KEY', { end: '\r\n' })],
    ['PRIV_KEY', pem('EC PRIVATE KEY', { lines: 2 })],
    ['PRIV_KEY', pem('DSA PRIVATE KEY')],
    ['PRIV_KEY', pem('OPENSSH PRIVATE KEY')],
    ['PRIV_KEY', pem('ENCRYPTED PRIVATE KEY')],
    ['PRIV_KEY', pem('RSA PRIVATE KEY', { before: 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF' })],
    ['PRIV_KEY', pem('PGP PRIVATE KEY BLOCK', { before: 'Version: GnuPG v2\n\n' })],
    ['PRIV_KEY', `{"private_key": "${pem('PRIVATE KEY', { end: '\\n' })}\\n"}`],
    ['PRIV_KEY', `key: |\n  ${pem('PRIVATE KEY', { end: '\n  ' })}\n`],
    [
      'PRIV_KEY',
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 2\n${random(64)}\n${random(30)}\n`,
    ],
    ['DOCKER_AUTH', auth(`ci:${random(20)}`)],
    ['NPM_AUTH', `//registry.npmjs.org/:_authToken=${random(36, hex)}`],
    ['URL_PASSWORD', `postgres://shop:${random(14)}@db.internal.corp:5432/shop`],
    ['GITHUB_TOKEN', `x ${['gh', 'p_'].join('')}${checked} y`],
    ['GITHUB_TOKEN', `GITHUB_TOKEN=${['gh', 'p_'].join('')}${random(36)}`],
    ['GITHUB_TOKEN', `${['github', 'pat'].join('_')}_${random(22)}_${random(59)}`],
    ['GITLAB_TOKEN', `glpat${'-'}${random(20)}`],
    ['NPM_TOKEN', `x ${['np', 'm_'].join('')}${checked} y`],
    ['PYPI_TOKEN', `pypi${'-'}AgEIcHlwaS5vcmc${random(90)}`],
    ['SLACK_TOKEN', `xox${'b-'}${random(12, '0123456789')}-${random(24)}`],
    [
      'SLACK_WEBHOOK',
      `https://hooks.slack.${'com'}/services/T${random(9, base32)}/B${random(9, base32)}/${random(24)}`,
    ],
    ['STRIPE_KEY', `sk_${'live'}_${random(24)}`],
    ['GOOGLE_API_KEY', `AI${'za'}${random(35)}`],
    ['AZURE_STORAGE_KEY', `AccountName=a;Account${'Key'}=${random(86)}==;`],
    ['SENDGRID_KEY', `S${'G.'}${random(22)}.${random(43)}`],
    ['HUGGINGFACE_TOKEN', `h${'f_'}${random(34, letters.slice(0, 52))}`],
    ['TELEGRAM_TOKEN', `${random(9, '123456789')}:A${'A'}${random(33)}`],
    ['JWT', `Authorization: Bearer ${jwt({ alg: 'HS256', typ: 'JWT' }, { sub: 'ops', iat: 1 })}`],
    ['API_KEY', `SERVICE_API_KEY=${random(32)}`],
    ['SECRET_ASSIGNMENT', `session_secret: "${random(32)}"`],
    ['PASSWORD', `db.password = ${random(14)}`],
  ])('%s', async (name, content) => {
    expect(await names(content)).toEqual([name]);
  });

  it.each<[why: string, content: string, path?: string]>([
    ['the example of the documentation', `${['AK', 'IA'].join('')}IOSFODNN7EXAMPLE`],
    ['what is filled in later', `${['AK', 'IA'].join('')}XXXXXXXXXXXXXXXX`],
    ['a key id inside a word', `X${['AK', 'IA'].join('')}${random(16, base32)}Y`],
    ['a digest', `token_digest = ${random(40, hex)}\nsecret_key_checksum = ${random(64, hex)}`],
    ['a public key', pem('PUBLIC KEY')],
    ['a certificate', pem('CERTIFICATE')],
    ['a key that is cut short', '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----'],
    ['code about keys', 'if (text.startsWith("-----BEGIN PRIVATE KEY-----")) end("-----END PRIVATE KEY-----")'],
    ['a login without password', auth('token:')],
    ['no login', '{"auth": "bm90aGluZw=="}'],
    ['a token with a wrong checksum', `x ${['gh', 'p_'].join('')}${random(36)} y`],
    ['a token of one letter', `GITHUB_TOKEN=${['gh', 'p_'].join('')}${'x'.repeat(36)}`],
    ['the token of jwt.io', jwt({ alg: 'HS256', typ: 'JWT' }, { sub: '1234567890', name: 'John Doe' })],
    ['an unsigned token', jwt({ alg: 'none' }, { sub: 'ops' })],
    ['base64 with dots', `${json({ a: 1, more: 'x'.repeat(20) })}.${random(20)}.${random(20)}`],
    ['a variable', `API_KEY=${'$'}{SERVICE_API_KEY_FROM_VAULT_1}\nDB_PASSWORD={{ db_password_1 }}`],
    [
      'a name in code',
      'const apiKey = process.env.SERVICE_API_KEY_2;\ntoken: this.tokenFactory2.create()',
      '/app/a.js',
    ],
    ['an algorithm', 'password_encryption = scram-sha-256'],
    ['an address', 'token_endpoint = https://login.corp.internal/oauth2/v2/token'],
    [
      'a documented login',
      'http://user:password@proxy.corp.internal:3128 ftp://anonymous:x@h http://u:p4ss@example.com',
    ],
    ['a lock file', `{"integrity": "sha512-${random(86)}==", "token": "${random(40)}"}`, '/app/package-lock.json/x'],
    ['random text', random(100_000, `${letters}+/=\n`)],
    ['the test of a public package', pem('RSA PRIVATE KEY'), '/app/node_modules/tls/test/key.pem'],
    ['documentation', pem('RSA PRIVATE KEY'), '/usr/share/doc/tls/examples/key.pem'],
    ['the self-test of a library', `\0${pem('RSA PRIVATE KEY')}\0`, '/usr/lib/x86_64-linux-gnu/libgnutls.so.30'],
    ['a name in a public package', `token = "${random(32)}"`, '/usr/lib/python3/dist-packages/a/b.py'],
  ])('not %s', async (_why, content, path) => {
    expect(await names(content, path)).toEqual([]);
  });

  it.each([
    ['a program of one\u2019s own', '/app/server', `\0${pem('RSA PRIVATE KEY')}\0`],
    ['a folder of the distribution', '/usr/lib/shop/tls.pem', pem('RSA PRIVATE KEY')],
    ['a public package beside its tests', '/app/node_modules/shop/key.pem', pem('RSA PRIVATE KEY')],
  ])('a key in %s', async (_where, path, content) => {
    expect(await names(content, path)).toEqual(['PRIV_KEY']);
  });
});

describe('the part of an inspection', () => {
  const token = `${['gh', 'p_'].join('')}${checked}`;
  const files = { '/b': `a\nkey ${token}\n`, '/a': token };

  it('says where secrets are, and nothing of what they are', async () => {
    const { found } = await inspectFiles(secretSearch, files, { hidden: ['/a'] });
    expect(found).toMatchObject({
      hits: [
        { path: '/a', pattern: 'GITHUB_TOKEN', line: 1, offset: 0, length: 40, visible: false },
        { path: '/b', pattern: 'GITHUB_TOKEN', line: 2, offset: 6, length: 40, visible: true },
      ],
      skipped: [],
      allLayers: true,
    });
    expect(JSON.stringify(found)).not.toContain(body.slice(0, 12));
  });

  it('looks for other patterns in place of its own, without checks', async () => {
    const secretPatterns = [{ name: 'MINE', regex: 'key' }];
    const { found } = await inspectFiles(secretSearch, files, { wish: { secretPatterns } });
    expect(found).toMatchObject({ patterns: secretPatterns, hits: [{ path: '/b', pattern: 'MINE', line: 2 }] });
  });

  it('keeps the checks of its own patterns when they are named', async () => {
    const { found } = await inspectFiles(secretSearch, {});
    const { patterns } = found as { patterns: { name: string; regex: string }[] };
    const named = patterns.filter(({ name }) => name === 'GITHUB_TOKEN');
    const text = { '/x': `x ${['gh', 'p_'].join('')}${random(36)} y` };
    expect(await inspectFiles(secretSearch, text, { wish: { secretPatterns: named } })).toMatchObject({
      found: { hits: [] },
    });
  });
});

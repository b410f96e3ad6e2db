import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aBill, anImage } from '@gantry/policy/testing';
import { formats } from '@gantry/sbom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runWords } from '../testing/run-words.ts';

const place = mkdtempSync(join(tmpdir(), 'gantry-verdict-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const at = (name: string): string => join(place, name);
const source = anImage({ reference: 'registry.example.com/team/app:1', rawManifest: '', rawConfig: '' });
const digest = source.manifestDigest;

function call(...words: readonly string[]): Promise<Ended> {
  return runWords(words, { env: { GANTRY_CACHE_DIR: at('cache') } });
}

function policy(name: string, rules: readonly unknown[]): string {
  const image = { type: 'tag', value: '*' };
  const mapping = { id: 'm', name: 'm', registry: '*', repository: '*', image, rule_set_ids: ['r'], allowlist_ids: [] };
  const ruleSet = { id: 'r', name: 'r', version: '2', rules };
  writeFileSync(at(name), JSON.stringify({ id: name, name, version: '2', rule_sets: [ruleSet], mappings: [mapping] }));
  return at(name);
}

const open = policy('open', []);
const shut = policy('shut', [{ id: 'x', gate: 'always', trigger: 'always', action: 'STOP', params: [] }]);

beforeAll(async () => {
  await call('db', 'update', '--from', fileURLToPath(new URL('../../../vulns/starter', import.meta.url)));
  const encoder = await formats.find(({ name }) => name === 'syft-json')?.loadEncoder?.();
  const context = { now: '2026-11-21T12:00:00Z', uuid: 'u', toolVersion: '0' };
  writeFileSync(at('bill.json'), encoder?.encode(aBill([], { source }), context) ?? '');
  await call('verdict', 'key', at('release'));
  await call('verdict', 'key', at('other'), '--kind', 'ed25519');
  const sign = ['verdict', 'sign', `sbom:${at('bill.json')}`, '--key', at('release.key')];
  await call(...sign, '--policy', open, '--file', at('good.json'));
}, 60_000);

const verify = ['verdict', 'verify', at('good.json')];
const trusted = ['--key', at('release.pub')];

function revoke(name: string, list: unknown): string {
  writeFileSync(at(name), JSON.stringify(list));
  return at(name);
}

describe('gantry verdict', () => {
  it('key: writes a private key that only its owner reads, and writes over nothing', async () => {
    expect(statSync(at('release.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(at('release.pub'), 'utf8')).toContain('BEGIN PUBLIC KEY');
    const again = await call('verdict', 'key', at('release'));
    expect([again.status, again.code]).toEqual([3, 'CLI_KEY_EXISTS']);
  });

  it('sign: exit 1 and FAILED for a verdict that says stop', async () => {
    const words = ['verdict', 'sign', `sbom:${at('bill.json')}`, '--key', at('release.key'), '--policy', shut];
    const { status, terminal } = await call(...words);
    expect(status).toBe(1);
    writeFileSync(at('failed.json'), terminal.stdout);
    const verified = await call('verdict', 'verify', at('failed.json'), ...trusted, '--digest', digest);
    expect([verified.status, verified.terminal.stdout]).toEqual([1, 'refused: its result is FAILED [failed-result]\n']);
  });

  it.each([
    ['no key', ['--policy', open], 2, 'CLI_NEEDS'],
    ['a public key', ['--key', at('release.pub'), '--policy', open], 3, 'ATTEST_BAD_KEY'],
    ['an odd time', ['--key', at('release.key'), '--policy', open, '--valid-for', 'long'], 2, 'CLI_BAD_OPTION'],
  ])('sign with %s', async (_what, more, status, code) => {
    const ended = await call('verdict', 'sign', `sbom:${at('bill.json')}`, ...more);
    expect([ended.status, ended.code]).toEqual([status, code]);
  });

  it('verify: says what holds, in words and as JSON', async () => {
    const words = await call(...verify, ...trusted, '--digest', digest, '--max-age', '1h');
    expect(words.terminal.stdout).toMatch(/^verified: sha256:a+ passed the policy open \(warn\)|^verified: .*\(go\)/);
    const json = await call(...verify, ...trusted, '--digest', digest, '-o', 'json');
    expect(JSON.parse(json.terminal.stdout)).toMatchObject({
      ok: true,
      summary: { resourceUri: 'registry.example.com/team/app:1', result: 'PASSED' },
    });
    expect([words.status, json.status]).toEqual([0, 0]);
  });

  it('verify: a name with a digest needs no network', async () => {
    expect((await call(...verify, ...trusted, '--image', `nowhere.example/app@${digest}`)).status).toBe(0);
  });

  it.each([
    ['no key', ['--digest', digest], 2, 'CLI_NEEDS'],
    ['no image', trusted, 2, 'CLI_NEEDS'],
    ['a digest that is none', [...trusted, '--digest', 'latest'], 2, 'CLI_BAD_OPTION'],
    ['a list that is not there', [...trusted, '--digest', digest, '--revocations', at('none')], 3, 'IO_FILE_MISSING'],
    ['a broken list', [...trusted, '--digest', digest, '--revocations', at('bill.json')], 3, 'ATTEST_BAD_REVOCATIONS'],
    ['another key', ['--key', at('other.pub'), '--digest', digest], 1, null],
    ['another image', [...trusted, '--digest', `sha256:${'b'.repeat(64)}`], 1, null],
    ['another policy', [...trusted, '--digest', digest, '--policy-digest', `sha256:${'b'.repeat(64)}`], 1, null],
  ])('verify with %s', async (_what, more, status, code) => {
    const ended = await call(...verify, ...more);
    expect([ended.status, ended.code]).toEqual([status, code]);
  });

  it('verify: what is revoked is refused', async () => {
    const { terminal } = await call(...verify, ...trusted, '--digest', digest, '-o', 'json');
    const { id, by } = JSON.parse(terminal.stdout) as { id: string; by: { id: string }[] };
    for (const [name, list] of Object.entries({ verdicts: id, keys: by[0]?.id, subjects: digest })) {
      const path = revoke(`${name}.json`, { gantryRevocations: 1, [name]: [{ id: list, reason: 'test' }] });
      const ended = await call(...verify, ...trusted, '--digest', digest, '--revocations', path);
      expect([name, ended.status, ended.terminal.stdout]).toEqual([name, 1, expect.stringMatching(/\[revoked\]/)]);
    }
  });

  it('verify: what is no verdict cannot be judged', async () => {
    const ended = await call('verdict', 'verify', at('bill.json'), ...trusted, '--digest', digest);
    expect([ended.status, ended.terminal.stdout]).toEqual([3, expect.stringMatching(/\[malformed\]/)]);
  });
});

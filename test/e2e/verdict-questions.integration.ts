import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds, loadedCache } from './support/advisories.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer, errorCode, gantry } from './support/gantry.ts';
import { imagePath, present } from './support/material.ts';
import { policyOf, stopRule } from './support/policies.ts';
import { adminPassword, type RunningServer, startServer } from './support/server.ts';

const suite = 'explain, delta, diff and signed verdicts';
const there = present(suite, [imagePath('debian-services'), imagePath('debian-min'), feeds]);
const services = `oci-dir:${imagePath('debian-services')}`;
const base = `oci-dir:${imagePath('debian-min')}`;
const rules = [
  stopRule('no-root', 'dockerfile.effective_user', { users: 'root', type: 'denylist' }),
  stopRule('no-curl', 'packages.denylist', { name: 'curl' }),
  stopRule('no-base-package', 'packages.denylist', { name: 'libc6' }),
];

interface Delta {
  readonly action: string;
  readonly introduced: readonly { readonly ruleId: string }[];
  readonly inherited: readonly { readonly ruleId: string }[];
}

describe.skipIf(!there)(suite, () => {
  let folder: Folder;
  let cache: Folder & { readonly env: Record<string, string> };
  let policy: string;

  beforeAll(async () => {
    folder = temporaryFolder('questions');
    cache = await loadedCache(['Debian']);
    policy = join(folder.path, 'policy.json');
    writeFileSync(policy, policyOf(rules));
  });
  afterAll(() => {
    cache?.remove();
    folder?.remove();
  });

  const run = (...words: readonly string[]) => gantry(words, { env: cache.env });
  const file = (name: string) => join(folder.path, name);
  const tag = ['--tag', 'registry.example.com/team/app:1'];

  it('a rule that was broken before is inherited; what the change brings stops', async () => {
    const check = ['check', services, '-p', policy, ...tag, '-q', '-o', 'json'];
    const changed = await run(...check, '--baseline', base);
    const { delta } = JSON.parse(changed.stdout) as { delta: Delta };
    expect([changed.status, delta.action]).toEqual([1, 'stop']);
    expect(delta.inherited.map(({ ruleId }) => ruleId)).toContain('no-base-package');
    expect(delta.introduced.map(({ ruleId }) => ruleId)).not.toContain('no-base-package');
    expect(delta.introduced.length).toBeGreaterThan(0);
    const same = await run('check', services, '-p', policy, ...tag, '-q', '--baseline', services);
    expect([same.status, same.stdout]).toEqual([0, expect.stringContaining('Verdict on the change: GO')]);
  });

  it('explains, with the layer, and compares two verdicts', async () => {
    const explained = await run('check', services, '-p', policy, ...tag, '--explain', '--base', base);
    expect(explained.status).toBe(1);
    for (const text of ['Why STOP', 'no-base-package: packages.denylist', 'layer 1: ', 'inspection none'])
      expect(explained.stdout.replace(/ +/g, ' ')).toContain(text);
    await run('check', services, '-p', policy, ...tag, '-o', 'json', '--file', file('before.json'));
    writeFileSync(policy, policyOf(rules.slice(0, 2)));
    await run('check', services, '-p', policy, ...tag, '-o', 'json', '--file', file('after.json'));
    writeFileSync(policy, policyOf(rules));
    const diff = await answer(['verdict', 'diff', file('before.json'), file('after.json'), '-o', 'json']);
    expect(JSON.parse(diff)).toMatchObject({ inputs: expect.arrayContaining(['policy']) });
    expect(JSON.parse(diff)).toHaveProperty('changes.0.cause', 'policy');
  });

  it('signs a verdict that is verified without a network, and refused when it is altered', async () => {
    const passing = file('passing.json');
    writeFileSync(passing, policyOf([]));
    await answer(['verdict', 'key', file('release')]);
    const sign = ['verdict', 'sign', services, '-p', passing, ...tag, '--key', file('release.key'), '-q'];
    expect((await run(...sign, '--file', file('app.vsa.json'))).status).toBe(0);
    const verify = ['verdict', 'verify', file('app.vsa.json'), '--key', file('release.pub'), '--image', services];
    expect((await run(...verify)).stdout).toMatch(/^verified: sha256:/);
    const other = await run('verdict', 'verify', file('app.vsa.json'), '--key', file('release.pub'), '--image', base);
    expect(other.status).toBe(1);
    const altered = readFileSync(file('app.vsa.json'), 'utf8').replace(/"payload":\s*"(.)/, '"payload":"A$1');
    writeFileSync(file('app.vsa.json'), altered);
    expect((await run(...verify)).status).not.toBe(0);
  });

  describe('of a server', () => {
    const name = 'registry.example.com/team/app:1';
    let server: RunningServer;
    let env: Record<string, string>;

    beforeAll(async () => {
      server = await startServer({ data: file('data') });
      env = { GANTRY_URL: server.url, GANTRY_USERNAME: 'admin', GANTRY_PASSWORD: adminPassword };
      await ask('image', 'add', name, '--from', services, '--wait', '-n');
      await ask('image', 'add', 'registry.example.com/team/base:1', '--from', base, '--wait', '-n');
      await ask('policy', 'add', '-i', policy);
      await ask('policy', 'activate', 'e2e');
    });
    afterAll(async () => {
      await server?.stop();
    });

    const call = (...words: readonly string[]) => gantry(words, { env });
    const ask = (...words: readonly string[]) => answer(words, { env });

    it('answers questions on a verdict', async () => {
      expect(await ask('image', 'check', name, '--explain')).toContain('no-base-package: packages.denylist');
      const gate = await call('image', 'check', name, '--baseline', 'registry.example.com/team/base:1', '-f');
      expect([gate.status, gate.stdout]).toEqual([1, expect.stringContaining('Verdict on the change: STOP')]);
      const same = await call('image', 'check', name, '--baseline', name, '-f');
      expect([same.status, same.stdout]).toEqual([0, expect.stringContaining('Verdict on the change: GO')]);
    });

    it('compares with a verdict of the past, and makes it again', async () => {
      await ask('image', 'check', name);
      const then = new Date().toISOString();
      writeFileSync(policy, policyOf(rules.slice(0, 1)));
      await ask('policy', 'update', 'e2e', '-i', policy);
      const diff = JSON.parse(await ask('image', 'check', name, '--diff-from', then, '-o', 'json')) as unknown;
      expect(diff).toMatchObject({
        inputs: expect.arrayContaining(['policy']),
        changes: expect.arrayContaining([expect.anything()]),
      });
      const past = await ask('image', 'check', name, '--as-of', then);
      expect(past).toContain('Made again: says the same, bit by bit');
      expect(past).toContain('no-base-package');
      const early = await call('image', 'check', name, '--as-of', '2020-01-01');
      expect(early.status).not.toBe(0);
    });

    it('signs; the verdict holds offline until it is revoked', async () => {
      writeFileSync(file('open.json'), policyOf([]).replaceAll('"e2e"', '"open"'));
      await ask('policy', 'add', '-i', file('open.json'));
      await ask('image', 'attest', name, '-p', 'open', '--file', file('server.vsa.json'));
      await ask('verdict', 'keys', '-o', 'pem', '--file', file('server.pub'));
      const verify = ['verdict', 'verify', file('server.vsa.json'), '--key', file('server.pub'), '--image', services];
      expect((await run(...verify)).stdout).toMatch(/^verified: sha256:/);
      await ask('verdict', 'revoke', '--kind', 'image', name, '--reason', 'tampered');
      await ask('verdict', 'revocations', '--file', file('revoked.json'));
      const refused = await run(...verify, '--revocations', file('revoked.json'));
      expect([refused.status, refused.stdout]).toEqual([1, expect.stringContaining('tampered')]);
    });

    it('keeps STIG results and statements on vulnerabilities', async () => {
      const results = file('hdf.json');
      const control = { id: 'SV-1', title: 't', results: [{ status: 'passed', start_time: '2026-11-01T00:00:00Z' }] };
      writeFileSync(results, JSON.stringify({ profiles: [{ name: 'ubi9', title: 'ubi9', controls: [control] }] }));
      const uuid = (await ask('image', 'stig', 'add', name, results, '-o', 'id')).trim();
      expect(await ask('image', 'stig', 'get', name, uuid)).toBe(readFileSync(results, 'utf8'));
      await ask('image', 'stig', 'delete', name, uuid);
      expect(await ask('image', 'stig', 'list', name, '-o', 'id')).toBe('');
      const words = ['image', 'annotation', 'add', name, 'CVE-2021-1', '--status', 'not_affected'];
      const more = ['--justification', 'component_not_present', '-o', 'id'];
      const stated = (await ask(...words, ...more)).trim();
      expect(await ask('image', 'annotation', 'list', name)).toContain('CVE-2021-1');
      await ask('image', 'annotation', 'delete', name, stated);
      expect(errorCode((await call('image', 'stig', 'add', name, policy)).stderr)).not.toBe('');
    });
  });
});

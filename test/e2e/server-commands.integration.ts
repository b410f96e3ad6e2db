import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer, errorCode, gantry } from './support/gantry.ts';
import { imagePath, present } from './support/material.ts';
import { policyOf, stopRule } from './support/policies.ts';
import { adminPassword, type RunningServer, startServer } from './support/server.ts';

const suite = 'commands that talk to a server';
const there = present(suite, [imagePath('debian-services'), imagePath('multi-arch')]);
const name = 'registry.example.com/team/app:1';

describe.skipIf(!there)(suite, () => {
  let folder: Folder;
  let server: RunningServer;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = temporaryFolder('server-commands');
    server = await startServer({ data: join(folder.path, 'data') });
    env = { GANTRY_URL: server.url, GANTRY_USERNAME: 'admin', GANTRY_PASSWORD: adminPassword };
  });
  afterAll(async () => {
    await server?.stop();
    folder?.remove();
  });

  const ask = (words: string, more: Readonly<Record<string, string>> = {}) =>
    answer(words.split(' '), { env: { ...env, ...more } });
  const call = (words: string, more: Readonly<Record<string, string>> = {}) =>
    gantry(words.split(' '), { env: { ...env, ...more } });
  const json = async (words: string): Promise<unknown> => JSON.parse(await ask(`${words} -o json-raw`)) as unknown;

  it('the server is waited for, healthy, and tells its version', async () => {
    await ask('system wait --no-feeds --timeout 60');
    expect(await ask('system status')).toMatch(
      /^SERVICE +HOST ID +URL +UP +STATUS MESSAGE +DB VERSION +CODE VERSION\n.+true/,
    );
    expect(await ask('version')).toMatch(/^gantry .*\nserver \d+\.\d+\.\d+/);
  });

  it('an image is analyzed here, imported and looked at', async () => {
    const file = join(folder.path, 'Dockerfile');
    writeFileSync(file, 'FROM debian:12\nUSER root\n');
    const from = `oci-dir:${imagePath('debian-services')}`;
    const added = await ask(`image add ${name} --from ${from} --dockerfile ${file} --wait --no-auto-subscribe`);
    expect(added).toMatch(
      new RegExp(`^Tag: ${name}\nDigest: sha256:[0-9a-f]{64}\n[\\s\\S]*Analysis: analyzed\nStatus: active\n$`),
    );
    const digest = /Digest: (\S+)/.exec(added)?.[1] ?? '';
    expect(await ask('image list -o id')).toBe(`${digest}\n`);
    for (const words of [name, digest]) expect(await ask(`image get ${words}`)).toBe(added);
    expect(await ask(`image content ${name} -a`)).toContain('os\n');
    expect(await ask(`image content ${name} -t os`)).toMatch(/libc6/);
    expect(await ask(`image content ${name}`)).toMatch(/^TYPE +CONTENT +COUNT\n/);
    expect(await ask(`image metadata ${name} -t dockerfile`)).toBe('FROM debian:12\nUSER root\n');
    expect(await json(`image metadata ${name} -t manifest`)).toMatchObject({ image_digest: digest });
    expect(JSON.parse(await ask(`image sbom ${name}`))).toMatchObject({ artifacts: expect.any(Array) });
    expect(JSON.parse(await ask(`image sbom ${name} -o cyclonedx-json`))).toMatchObject({ bomFormat: 'CycloneDX' });
    expect(JSON.parse(await ask(`image sbom ${name} -o spdx-json`))).toHaveProperty('spdxVersion');
    expect(await ask(`image vulnerabilities ${name}`)).toMatch(/^ID +SEVERITY +NAME/);
    expect(await ask(`image vulnerabilities ${name} -a`)).toBe('all\nnon-os\nos\n');
    await ask(`image ancestors ${name}`);
  });

  it('an image of an index keeps the index as its parent', async () => {
    const from = `oci-dir:${imagePath('multi-arch')}`;
    const added = await ask(`image add registry.example.com/team/many:1 --from ${from} --platform linux/arm64 --wait`);
    const [, digest, parent] = /^Digest: (\S+)\nParentDigest: (\S+)$/m.exec(added) ?? [];
    expect(parent).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(parent).not.toBe(digest);
    await ask(`image delete ${digest} --force`);
  });

  it('a policy is added, evaluated by name, and fails the call only when asked', async () => {
    const file = join(folder.path, 'policy.json');
    const rules = [stopRule('no-root', 'dockerfile.effective_user', { users: 'root', type: 'denylist' })];
    writeFileSync(file, policyOf(rules));
    const [policy] = [JSON.parse(policyOf(rules)) as { id: string; name: string }];
    await ask(`policy add -i ${file}`);
    const detailed = await call(`image check ${name} --detail -p ${policy.id}`);
    expect(detailed.status).toBe(0);
    expect(detailed.stdout).toMatch(/Evaluation: fail\nFinal Action: stop\nReason: policy_evaluation\n/);
    expect(detailed.stdout).toMatch(/^stop +dockerfile +effective_user/m);
    const failed = await call(`image check ${name} -p ${policy.name} -f`);
    expect([failed.status, failed.stderr]).toEqual([1, expect.stringContaining('* failed policies: ')]);
    const same = await call(`image evaluate ${name}`, {
      ANCHORECTL_FAIL_BASED_ON_RESULTS: 'true',
      ANCHORECTL_POLICY: policy.id,
    });
    expect(same.status).toBe(1);
    await ask(`policy activate ${policy.name}`);
    expect((await call(`image check ${name} -f`)).status).toBe(1);
    expect(await json(`policy get ${policy.name} --detail`)).toMatchObject({ active: true, policy: { id: policy.id } });
    await ask(`policy update ${policy.name} -i ${file}`);
    const others = ((await json('policy list')) as { policy_id: string; active: boolean }[]).filter(
      (one) => !one.active,
    );
    await ask(`policy activate ${others[0]?.policy_id}`);
    await ask(`policy delete ${policy.id}`);
    expect(errorCode((await call(`policy get ${policy.id}`)).stderr)).toBe('CLI_NOT_FOUND');
  });

  it('accounts, users, groups and keys are kept', async () => {
    await ask('account add payments --email payments@example.com');
    await ask('user add jana --account payments --role read-only', { GANTRY_USER_PASSWORD: 'first-password-1' });
    await ask('user set-password jana --account payments', { GANTRY_USER_PASSWORD: 'second-password-2' });
    expect(await ask('user list --account payments -o id')).toBe('jana\n');
    const jana = { GANTRY_USERNAME: 'jana', GANTRY_PASSWORD: 'second-password-2' };
    expect(await ask('account get -o id', jana)).toBe('payments\n');
    expect(await ask('image list -o id', jana)).toBe('');
    expect(errorCode((await call(`image get ${name}`, jana)).stderr)).toBe('CLI_NOT_FOUND');
    const denied = await call('policy add -i -', jana);
    expect(denied.status).toBe(3);
    const key = (await ask('apikey add ci --days 3 -o id', jana)).trim();
    const byKey = { GANTRY_USERNAME: '_api_key', GANTRY_PASSWORD: key };
    expect(await ask('account get -o id', byKey)).toBe('payments\n');
    await ask('apikey revoke ci', jana);
    expect((await call('account get', byKey)).status).toBe(3);
    await ask('usergroup add auditors --description readers');
    await ask('usergroup role add auditors read-only --for-account payments');
    await ask('usergroup user add auditors jana');
    expect(await ask('usergroup user list auditors -o id')).toBe('jana\n');
    expect(await ask('usergroup role list auditors')).toMatch(/payments +read-only/);
    await ask('usergroup role delete auditors read-only --for-account payments');
    await ask('usergroup user delete auditors jana');
    await ask('usergroup delete auditors');
    await ask('user delete jana --account payments');
    await ask('account disable payments');
    await ask('account delete payments');
  });

  it('registries, repositories and subscriptions are kept', async () => {
    await ask('registry add registry.example.com:5000/team --username ci --validate=false', {
      GANTRY_REGISTRY_PASSWORD: 'x',
    });
    expect(await ask('registry list -o id')).toBe('registry.example.com:5000/team\n');
    await ask('registry update registry.example.com:5000/team --username cd --validate=false', {
      ANCHORECTL_REGISTRY_PASSWORD: 'y',
    });
    expect(await ask('registry get registry.example.com:5000/team')).toMatch(/ cd /);
    await ask('registry delete registry.example.com:5000/team');
    await ask(`subscription activate ${name} tag_update`);
    expect(await json(`subscription get ${name} tag_update`)).toMatchObject([{ active: true }]);
    await ask(`subscription deactivate ${name} tag_update`);
    await ask(`subscription delete ${name} tag_update`);
    expect(await ask('repo list -o id')).toBe('');
  });

  it('events are listed and deleted', async () => {
    const events = await ask('event list --all -o id');
    const [first = ''] = events.split('\n');
    expect(await ask(`event get ${first}`)).toMatch(new RegExp(`^Event ID: ${first}\n`));
    await ask(`event delete ${first}`);
    expect((await call(`event get ${first}`)).status).toBe(3);
    expect(await ask('feed list')).toMatch(/^FEED +GROUP/);
  });

  it('the image is deleted, forced', async () => {
    expect(await ask(`image delete ${name} --force`)).toMatch(/deleting/);
  });

  it('a wrong password is told with its code', async () => {
    const { status, stderr } = await call('image list', { GANTRY_PASSWORD: 'wrong-password' });
    expect(status).toBe(3);
    expect(errorCode(stderr)).toMatch(/^AUTH_/);
    expect(stderr).not.toContain('wrong-password');
  });
});

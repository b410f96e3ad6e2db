import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer, errorCode, gantry } from './support/gantry.ts';
import { imagePath, present } from './support/material.ts';
import { hasSkopeo, type RunningRegistry, registryTools, startRegistry } from './support/registry.ts';
import { adminPassword, type RunningServer, startServer } from './support/server.ts';

const suite = 'a server that pulls';
const there = present(suite, [imagePath('apk-min'), ...registryTools]) && hasSkopeo(suite);

describe.skipIf(!there)(suite, () => {
  let folder: Folder;
  let registry: RunningRegistry;
  let server: RunningServer;
  let env: Record<string, string>;
  let name: string;

  beforeAll(async () => {
    folder = temporaryFolder('server-pulls');
    registry = await startRegistry();
    const [row] = registry.push(['apk-min']);
    name = `${registry.host}/${row?.[0]}:${row?.[1]}`;
    server = await startServer({ data: join(folder.path, 'data') });
    env = {
      GANTRY_URL: server.url,
      GANTRY_USERNAME: 'admin',
      GANTRY_PASSWORD: adminPassword,
      GANTRY_REGISTRY_PASSWORD: registry.password,
    };
  });
  afterAll(async () => {
    await server?.stop();
    registry?.stop();
    folder?.remove();
  });

  const ask = (words: string) => answer(words.split(' '), { env });
  const call = (words: string) => gantry(words.split(' '), { env });

  it('a registry that nobody registered is refused with what to do', async () => {
    const { status, stderr } = await call(`image add ${name}`);
    expect(status).toBe(3);
    expect(errorCode(stderr)).not.toBe('');
    expect(stderr).toMatch(/regist/);
  });

  it('a registered one is pulled from: same digest as the registry tells', async () => {
    await ask(`registry add ${registry.host} --username ${registry.user} --secure-connection=false`);
    const added = await ask(`image add ${name} --wait --no-auto-subscribe`);
    expect(added).toContain('Analysis: analyzed\n');
    const credentials = ['--creds', `${registry.user}:${registry.password}`];
    const words = ['inspect', '--tls-verify=false', ...credentials, '--format', '{{.Digest}}', `docker://${name}`];
    const digest = execFileSync('skopeo', words).toString().trim();
    expect(added).toContain(`Digest: ${digest}\n`);
    expect(await ask(`image content ${name} -t os`)).toMatch(/musl/);
    expect((await call(`image check ${name} --detail`)).status).toBe(0);
  });

  it('a wrong password is found when the registry is added', async () => {
    const words = `registry update ${registry.host} --username ${registry.user} --secure-connection=false`;
    const wrong = await gantry(words.split(' '), { env: { ...env, GANTRY_REGISTRY_PASSWORD: 'wrong-password' } });
    expect(wrong.status).toBe(3);
    expect(wrong.stderr).not.toContain('wrong-password');
  });

  it('a repository is added and watched', async () => {
    const repository = name.slice(0, name.lastIndexOf(':'));
    expect(await ask(`repo add ${repository}`)).toMatch(/repo_update +true/);
    expect(await ask(`repo get ${repository}`)).toMatch(/Active: true/);
    expect(await ask(`repo unwatch ${repository}`)).toMatch(/repo_update +false/);
    expect(await ask(`repo watch ${repository}`)).toMatch(/repo_update +true/);
    await ask(`repo delete ${repository}`);
    expect(await ask('repo list -o id')).toBe('');
  });
});

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds, loadedCache } from './support/advisories.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer, errorCode, gantry } from './support/gantry.ts';
import { imagePath, present } from './support/material.ts';
import { policyOf, stopRule } from './support/policies.ts';
import { hasSkopeo, type RunningRegistry, registryTools, startRegistry } from './support/registry.ts';

const names = ['app-node', 'tricky'];
const there =
  present('one image from everywhere', [...names.map(imagePath), imagePath('multi-arch'), feeds, ...registryTools]) &&
  hasSkopeo('one image from everywhere');
const place = temporaryFolder('same');
let cache: Folder & { readonly env: Record<string, string> };
let registry: RunningRegistry;

/** What an image is said to hold, without how it was named and stored. */
async function answers(target: string, more: Readonly<Record<string, string>> = {}): Promise<object> {
  const env = { ...cache.env, ...more };
  const bill = JSON.parse(await answer(['sbom', target, '-o', 'json', '--no-cache'], { env })) as Bill;
  const policy = join(place.path, 'policy.json');
  const verdict = await gantry(['check', target, '-o', 'json', '-p', policy], { env });
  const { findings, counts, verdict: said, digests } = JSON.parse(verdict.stdout) as Verdict;
  return {
    packages: bill.artifacts,
    unread: bill.files,
    distro: bill.distro,
    status: verdict.status,
    findings,
    counts,
    said,
    policy: digests.policy,
  };
}

interface Bill {
  readonly artifacts: readonly object[];
  readonly files: readonly object[];
  readonly distro: object;
}

interface Verdict {
  readonly findings: readonly object[];
  readonly counts: object;
  readonly verdict: object;
  readonly digests: { readonly policy: string };
}

describe.skipIf(!there)('e2e: one image from everywhere', () => {
  beforeAll(async () => {
    cache = await loadedCache(['npm', 'Debian']);
    registry = await startRegistry();
    registry.push([...names, 'multi-arch']);
    registry.push(['tricky'], '--prefix', 'docker/', '--format', 'v2s2');
    const rules = [
      stopRule('match', 'vulnerabilities.package', { package_type: 'all' }),
      stopRule('root', 'dockerfile.effective_user', { users: 'root', type: 'denylist' }),
    ];
    writeFileSync(join(place.path, 'policy.json'), policyOf(rules));
  });
  afterAll(() => {
    registry?.stop();
    cache?.remove();
    place.remove();
  });

  const login = () => ({ GANTRY_REGISTRY_USERNAME: registry.user, GANTRY_REGISTRY_PASSWORD: registry.password });

  it.each(names)('%s: packages, matches and findings', async (name) => {
    const expected = await answers(`oci-dir:${imagePath(name)}`);
    expect(JSON.stringify(expected).length).toBeGreaterThan(10_000);
    for (const scheme of ['oci-archive', 'docker-archive']) {
      const file = join(place.path, `${name}.${scheme}.tar`);
      const copy = ['copy', '-q', `oci:${imagePath(name)}:latest`, `${scheme}:${file}:${name}:latest`];
      execFileSync('skopeo', ['--insecure-policy', ...copy]);
      expect(await answers(`${scheme}:${file}`), scheme).toEqual(expected);
      expect(await answers(file), `${scheme}, recognised`).toEqual(expected);
    }
    expect(await answers(`registry:${registry.host}/${name}:latest`, login()), 'registry').toEqual(expected);
  });

  it('an image of Docker manifests is the same image', async () => {
    const expected = await answers(`oci-dir:${imagePath('tricky')}`);
    expect(await answers(`registry:${registry.host}/docker/tricky:latest`, login())).toEqual(expected);
  });

  it.each([
    ['a wrong password', () => ({ ...login(), GANTRY_REGISTRY_PASSWORD: 'wrong-word' })],
    ['no password', () => ({})],
  ])('%s: denied, exit status 3, and the password stays unsaid', async (_what, env) => {
    const target = `registry:${registry.host}/tricky:latest`;
    const { status, stdout, stderr } = await gantry(['sbom', target, '-v'], { env: { ...cache.env, ...env() } });
    expect([status, stdout]).toEqual([3, '']);
    expect(errorCode(stderr)).toMatch(/DENIED|UNAUTHORI|CREDENTIALS/);
    expect(stderr).not.toContain('wrong-word');
  });

  it('a name that is not there: exit status 3', async () => {
    const target = `registry:${registry.host}/nothing:latest`;
    const { status, stderr } = await gantry(['sbom', target], { env: { ...cache.env, ...login() } });
    expect(status).toBe(3);
    expect(errorCode(stderr)).not.toMatch(/^$|UNEXPECTED/);
  });

  it('--platform picks the image of an index, in a folder as in a registry; one that is not there is an error', async () => {
    const places = [`oci-dir:${imagePath('multi-arch')}`, `registry:${registry.host}/multi-arch:latest`];
    for (const target of places) {
      const call = { env: { ...cache.env, ...login() } };
      const arm = JSON.parse(
        await answer(['vulns', target, '-o', 'json', '--platform', 'linux/arm64/v8'], call),
      ) as Target;
      const amd = JSON.parse(
        await answer(['vulns', target, '-o', 'json', '--platform', 'linux/amd64'], call),
      ) as Target;
      expect(arm.target.platform).toMatchObject({ os: 'linux', architecture: 'arm64' });
      expect(amd.target.platform).toMatchObject({ os: 'linux', architecture: 'amd64' });
      expect(arm.target.manifest_digest).not.toBe(amd.target.manifest_digest);
      const missing = await gantry(['sbom', target, '--platform', 'linux/s390x'], call);
      expect(missing.status).toBe(3);
      expect(missing.stderr).toMatch(/s390x/);
      expect(missing.stderr).toMatch(/arm64/);
    }
  });
});

interface Target {
  readonly target: { readonly platform: object; readonly manifest_digest: string };
}

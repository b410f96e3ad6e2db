import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executableIn, makeExecutable } from './support/ci-executable.ts';
import { badShop, buildAndPush, dockerfileOf, fixedShop, type ShopImage } from './support/ci-images.ts';
import { type AuthenticatedRegistry, startAuthenticatedRegistry } from './support/ci-registry.ts';
import { type BareRoot, bareRootFiles, type JobOutcome, makeBareRoot, mayChroot } from './support/ci-root.ts';
import { gitlabJob } from './support/ci-snippets.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { present } from './support/material.ts';
import { adminPassword, type RunningServer, startServer } from './support/server.ts';

const suite = 'the job of a pipeline';
const tools = ['docker-registry', 'htpasswd', 'umoci', 'skopeo', 'curl', 'unshare', 'chroot'];
const absent = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
if (absent.length > 0) console.log(`skipped: ${suite}: not installed: ${absent.join(', ')}`);
if (!mayChroot()) console.log(`skipped: ${suite}: it takes root and the right to mount /proc`);
const ready = absent.length === 0 && mayChroot() && present(suite, bareRootFiles);

/** The lines of a public pipeline, as they stand; the first runs outside, where there is curl, with its missing quote. */
const download =
  'curl "$ANCHORECTL_URL/v2/system/anchorectl?operating_system=linux&architecture=amd64" -H "accept: */*" | tar -zx anchorectl';
const install = 'mv -v anchorectl /usr/bin && chmod +x /usr/bin/anchorectl && /usr/bin/anchorectl version';
const login = 'echo "$CI_REGISTRY_PASSWORD" | docker login $CI_REGISTRY -u $CI_REGISTRY_USER --password-stdin';
const path = `export PATH="\${HOME}/.local/bin/:\${PATH}"`;
const add = `anchorectl image add --no-auto-subscribe --wait --dockerfile ./Dockerfile --from registry \${ANCHORE_IMAGE} `;
const check = `anchorectl image check --detail \${ANCHORE_IMAGE} `;

describe.skipIf(!ready)(suite, () => {
  let folder: Folder;
  let registry: AuthenticatedRegistry;
  let server: RunningServer;
  let root: BareRoot;
  let variables: Record<string, string>;
  const references = new Map<ShopImage, string>();

  beforeAll(async () => {
    makeExecutable();
    folder = temporaryFolder('ci-job');
    registry = await startAuthenticatedRegistry();
    server = await startServer({ data: join(folder.path, 'data'), env: { GANTRY_EXECUTABLES: executableIn() } });
    for (const image of [badShop, fixedShop]) references.set(image, buildAndPush(image, folder.path, registry));
    root = makeBareRoot();
    variables = {
      CI_REGISTRY: registry.host,
      CI_REGISTRY_USER: registry.user,
      CI_REGISTRY_PASSWORD: registry.password,
      ANCHORECTL_URL: server.url,
      ANCHORECTL_USERNAME: 'admin',
      ANCHORECTL_PASSWORD: adminPassword,
      ANCHORECTL_ACCOUNT: 'admin',
      ANCHORECTL_FAIL_BASED_ON_RESULTS: 'true',
    };
    execFileSync('sh', ['-c', download], { cwd: root.work, env: { ...process.env, ...variables }, stdio: 'pipe' });
  });
  afterAll(async () => {
    root?.remove();
    await server?.stop();
    registry?.stop();
    folder?.remove();
  });

  /** Runs lines of a job for an image that was built and pushed. */
  function job(image: ShopImage, lines: readonly string[], more: Record<string, string> = {}): JobOutcome {
    writeFileSync(join(root.work, 'Dockerfile'), dockerfileOf(image));
    return root.run(lines.join('\n'), { ...variables, ANCHORE_IMAGE: references.get(image) ?? '', ...more });
  }

  it('fetches the program without a sign-in and starts it where there is only BusyBox', () => {
    const { status, log, seconds } = root.run(install, variables);
    expect(log).toMatch(/^'?anchorectl'? -> '?\/usr\/bin\/anchorectl'?\n/);
    expect(log).toMatch(/gantry|anchorectl/);
    expect(status).toBe(0);
    expect(seconds).toBeLessThan(6);
    const again = root.run('anchorectl version', variables);
    expect(again.status).toBe(0);
    expect(again.seconds).toBeLessThan(1);
  });

  it('fails on the bad image, with the rules and the fixes', () => {
    const { status, log } = job(badShop, [login, path, add, check]);
    expect(log).toContain('Login Succeeded');
    expect(log).toMatch(/Evaluation: fail/);
    expect(log).toMatch(/CVE-2021-44906/);
    expect(log).toMatch(/1\.2\.6/);
    expect(log).toMatch(/failed policies/);
    expect(status).toBe(1);
  });

  it('passes without the variable, and says all the same that the policy failed', () => {
    const { status, log } = job(badShop, [check], { ANCHORECTL_FAIL_BASED_ON_RESULTS: '' });
    expect(log).toMatch(/Evaluation: fail/);
    expect(status).toBe(0);
  });

  it('passes on the fixed image', () => {
    const { status, log } = job(fixedShop, [login, path, add, check]);
    expect(log).toMatch(/Evaluation: pass/);
    expect(status).toBe(0);
  });

  it.each([
    ['gitlab-ci.yml', badShop, 1],
    ['gitlab-ci.yml', fixedShop, 0],
    ['templates/gantry.yml', badShop, 1],
    ['templates/gantry.yml', fixedShop, 0],
  ])('docs/integrations/gitlab/%s works as shipped', (file, image, status) => {
    const shipped = gitlabJob(file, { image: references.get(image) ?? '', dockerfile: './Dockerfile', policy: '' });
    const connection = {
      GANTRY_URL: server.url,
      GANTRY_USERNAME: 'admin',
      GANTRY_PASSWORD: adminPassword,
      GANTRY_ACCOUNT: 'admin',
    };
    const environment = { ...shipped.variables, ...connection, IMAGE: references.get(image) ?? '' };
    const linked = 'ln -sf /usr/bin/anchorectl /usr/bin/gantry';
    const ran = job(image, [linked, login, ...shipped.script], environment);
    expect(ran.log).toMatch(status === 0 ? /Evaluation: pass/ : /Evaluation: fail/);
    expect(ran.status).toBe(status);
    if (shipped.after.length === 0) return;
    const after = job(image, ['rm -f gantry-junit.xml', ...shipped.after], environment);
    expect(after.status, after.log).toBe(0);
    const report = readFileSync(join(root.work, 'gantry-junit.xml'), 'utf8');
    expect(report).toMatch(status === 0 ? /failures="0" errors="0">/ : /failures="[1-9]\d*" errors="0">/);
  });

  it('checks by another policy with -p, by its id', async () => {
    const { policy_id: id } = (await done('POST', '/policies', strictPolicy())) as { policy_id: string };
    const fixed = job(fixedShop, [`anchorectl image check --detail \${ANCHORE_IMAGE} -p ${id}`]);
    expect(fixed.log).toMatch(/8080/);
    expect(fixed.status).toBe(1);
    expect(job(fixedShop, [check]).status).toBe(0);
  });

  it('works with an API key of a user who may add and check images, and nothing more', async () => {
    const [account, user, password] = ['shop-team', 'pipeline', 'only-for-the-key'];
    await done('POST', '/accounts', { name: account });
    await done('POST', `/accounts/${account}/users`, { username: user, password });
    await done('POST', '/rbac-manager/roles/image-analyzer/members', { username: user, for_account: account });
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const key = await done('POST', '/user/api-keys', { name: 'job', expires_at }, { user, password });
    const signedIn = {
      ANCHORECTL_USERNAME: '_api_key',
      ANCHORECTL_PASSWORD: (key as { value: string }).value,
      ANCHORECTL_ACCOUNT: account,
    };
    const { status, log } = job(fixedShop, [login, add, check], signedIn);
    expect(log).toMatch(/Evaluation: pass/);
    expect(status).toBe(0);
    const elsewhere = job(fixedShop, [check], { ...signedIn, ANCHORECTL_ACCOUNT: 'admin' });
    expect(elsewhere.status).not.toBe(0);
    const refused = job(fixedShop, [check], { ...signedIn, ANCHORECTL_PASSWORD: 'no-such-key' });
    expect(refused.status).not.toBe(0);
    for (const run of [elsewhere, refused]) expect(run.log).not.toMatch(/Evaluation/);
  });

  async function done(method: string, path: string, body: object, who: { user?: string; password?: string } = {}) {
    const reply = await server.call(method, path, body, who);
    expect(reply.status, `${path}: ${reply.text}`).toBeLessThan(300);
    return reply.body;
  }

  it('does not pass when the registry password is wrong or the server is away', () => {
    const wrong = job(fixedShop, [login, add, check], { CI_REGISTRY_PASSWORD: 'wrong' });
    expect(wrong.status).not.toBe(0);
    const away = job(fixedShop, [check], { ANCHORECTL_URL: 'http://127.0.0.1:1' });
    expect(away.status).not.toBe(0);
    expect(away.log).not.toMatch(/Evaluation: pass/);
  });

  /** One rule more than the fixed image fulfils. */
  function strictPolicy(): object {
    return {
      id: 'no-web-ports',
      name: 'no web ports',
      version: '2',
      rule_sets: [
        {
          id: 'ports',
          name: 'ports',
          version: '2',
          rules: [
            {
              id: 'no-8080',
              gate: 'dockerfile',
              trigger: 'exposed_ports',
              action: 'stop',
              params: [
                { name: 'ports', value: '8080' },
                { name: 'type', value: 'denylist' },
              ],
              recommendation: 'Listen behind the proxy.',
            },
          ],
        },
      ],
      allowlists: [],
      mappings: [
        {
          id: 'all',
          name: 'all',
          registry: '*',
          repository: '*',
          image: { type: 'tag', value: '*' },
          rule_set_ids: ['ports'],
          allowlist_ids: [],
        },
      ],
    };
  }
});

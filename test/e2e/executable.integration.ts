import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executableIn, makeExecutable } from './support/ci-executable.ts';
import { contents, type Folder, temporaryFolder } from './support/folders.ts';
import { gantry } from './support/gantry.ts';
import { imagePath, images, present } from './support/material.ts';

const suite = 'the self-contained executable';
const hasImages = present(suite, [images]);
const program = join(executableIn(), 'linux-amd64/gantry');

/** What differs from run to run: when, and names that were drawn. */
const drawn = /\d{4}-\d\d-\d\dT[\d:.]+Z|[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(suite, () => {
  let folder: Folder;
  let env: Record<string, string>;
  beforeAll(async () => {
    makeExecutable();
    folder = temporaryFolder('executable');
    env = { GANTRY_CACHE_DIR: join(folder.path, 'cache') };
    const { status } = await gantry(['db', 'update', '--starter', '-q'], { env });
    expect(status).toBe(0);
  });
  afterAll(() => folder?.remove());

  function start(words: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
    const started = performance.now();
    const run: SpawnSyncReturns<string> = spawnSync(program, words, {
      encoding: 'utf8',
      maxBuffer: 512 * 1024 * 1024,
      cwd: options.cwd ?? folder.path,
      env: { PATH: process.env['PATH'], HOME: join(folder.path, 'home'), ...env, ...options.env },
    });
    return { ...run, seconds: (performance.now() - started) / 1000 };
  }

  it('starts within 3 seconds for the first time, and within 100 ms later', () => {
    const first = ['cache', 'second', 'third'].map((name) =>
      start(['version'], { env: { GANTRY_CACHE_DIR: join(folder.path, name) } }),
    );
    for (const run of first) expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(Math.min(...first.map(({ seconds }) => seconds))).toBeLessThan(3);
    const later = Array.from({ length: 20 }, () => start(['version']).seconds);
    expect(Math.min(...later)).toBeLessThan(0.1);
  });

  it.skipIf(!hasImages).each([
    ['sbom', 'json', 'debian-min'],
    ['sbom', 'cyclonedx-json', 'app-node'],
    ['sbom', 'spdx-json', 'app-python'],
    ['sbom', 'json', 'rpm-sqlite'],
    ['sbom', 'json', 'rpm-ndb'],
    ['vulns', 'json', 'app-java'],
    ['check', 'json', 'app-node'],
    ['check', 'sarif', 'tricky'],
  ])('%s -o %s of %s is the same as under Node, byte for byte', async (command, format, image) => {
    const words = [command, '-q', '-o', format, imagePath(image)];
    const ours = start(words);
    const node = await gantry(words, { env });
    expect(ours.status).toBe(node.status);
    expect(ours.stdout.length).toBeGreaterThan(100);
    expect(ours.stdout.replace(drawn, '') === node.stdout.replace(drawn, '')).toBe(true);
    expect(ours.stderr).toBe(node.stderr);
  });

  it('heeds nothing of the folder where it is started', () => {
    const cwd = join(folder.path, 'checkout');
    const planted = join(folder.path, 'planted');
    mkdirSync(join(folder.path, 'home'), { recursive: true });
    mkdirSync(cwd);
    const code = `require('node:fs').writeFileSync(${JSON.stringify(planted)}, '');`;
    const files = {
      'evil.js': code,
      'bunfig.toml': 'preload = ["./evil.js"]\n',
      '.env': 'GANTRY_OUTPUT=json\n',
      'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"*":["./evil.js"],"node:*":["./evil.js"]}}}',
      'package.json': '{"name":"x","imports":{"#*":"./evil.js"},"exports":"./evil.js"}',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    writeFileSync(join(folder.path, 'home/.bunfig.toml'), `preload = ["${cwd}/evil.js"]\n`);
    const plain = start(['db', 'status']);
    const here = start(['db', 'status'], {
      cwd,
      env: { BUN_OPTIONS: `--preload ${cwd}/evil.js`, NODE_OPTIONS: `--require ${cwd}/evil.js` },
    });
    expect(here).toMatchObject({ status: plain.status, stdout: plain.stdout, stderr: plain.stderr });
    expect(existsSync(planted)).toBe(false);
    expect(contents(join(folder.path, 'home'))).toEqual(['.bunfig.toml']);
  });

  it('says that it has no server', () => {
    expect(start(['server', 'start'])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('[CLI_SERVER_ABSENT]'),
    });
  });

  it('names its parts and their licences', () => {
    const runtime = contents(join(folder.path, 'cache/runtime'));
    for (const name of ['NOTICE', 'LICENSE', 'LICENSE.glibc'])
      expect(runtime.some((path) => path.endsWith(`/${name}`))).toBe(true);
  });
});

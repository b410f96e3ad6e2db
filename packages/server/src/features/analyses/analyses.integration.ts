import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createImagesFeature } from '../images/index.ts';
import { createImportsFeature } from '../imports/index.ts';
import {
  type AnalysesFeature,
  type Analyzer,
  createAnalysesFeature,
  inlineAnalyzer,
  processAnalyzer,
} from './index.ts';

const root = join(import.meta.dirname, '../../../../..');
const shared = process.env['GANTRY_SHARED'] ?? join(root, '..', 'shared');
const material = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const tools = ['serve-registry', 'push-images'].map((name) => join(shared, 'tools', name));
const missing = [...tools, material].filter((path) => !existsSync(path));
const names = ['apk-min', 'app-node', 'app-python', 'debian-services', 'distroless-min', 'multi-arch', 'tricky'];
if (missing.length > 0) console.log(`skipped: analyses of real images: not there: ${missing.join(', ')}`);

describe.skipIf(missing.length > 0)('analyses of real images', () => {
  const password = 'pass-word';
  let folder = '';
  let host = '';
  let platform: TestPlatform;
  let server: TestServer;
  let analyses: AnalysesFeature;
  let analyzer: Analyzer = inlineAnalyzer;
  let inProcess: Analyzer;
  const packages = new Map<string, number>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-analyses-'));
    // What others leave in the common folder is not for this test to judge.
    process.env['TMPDIR'] = join(folder, 'temporary');
    await mkdir(join(folder, 'temporary'));
    const port = await startRegistry(join(folder, 'registry'), password);
    host = `127.0.0.1:${port}`;
    execFileSync(tools[1] ?? '', [port, material, '--auth', `user:${password}`, ...names], { stdio: 'ignore' });
    inProcess = await builtAnalyzer(join(folder, 'built'));
    platform = await testPlatform();
    const { imports } = createImportsFeature({ platform });
    analyses = createAnalysesFeature({
      platform,
      imports,
      registries: { access: async () => ({ dockerConfig: null, username: 'user', password }) },
      analyzer: { analyze: (task, signal) => analyzer.analyze(task, signal) },
      matching: {
        record: async (_scope, digest, bill) => void packages.set(digest, bill.packages.length),
        refresh: async () => undefined,
        report: unused,
        imageReport: unused,
        reportOf: unused,
        listedFiles: unused,
        scheduleRematch: unused,
      },
    });
    const images = createImagesFeature({
      platform,
      imports,
      analyses: analyses.analyses,
      resolver: analyses.resolver,
      subscriptions: { ensure: async () => undefined, active: async () => [], watchRepository: unused },
    });
    server = await testServer(platform, images.routes);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
    execFileSync(tools[0] ?? '', ['--stop', join(folder, 'registry')]);
    await rm(folder, { recursive: true, force: true });
    delete process.env['TMPDIR'];
  });

  const add = async (name: string, query = '') => {
    const source = { tag: { pull_string: `${host}/${name}:latest` } };
    const { status, body } = await server.call('POST', `/images${query}`, { body: { source } });
    expect(status).toBe(200);
    return body as { readonly image_digest: string; readonly parent_digest: string; readonly analysis_status: string };
  };
  const image = (digest: string) =>
    scoped(platform.db, 'team-a').select('image').where('digest', '=', digest).selectAll().executeTakeFirst();

  it.each(names)('%s: the same SBOM in this process and in one of its own', async (name) => {
    analyzer = inlineAnalyzer;
    const { image_digest: digest, parent_digest } = await add(name);
    expect(parent_digest === digest).toBe(name !== 'multi-arch');
    await platform.queue.run(analyses.jobs ?? []);
    const first = await image(digest);
    expect(first).toMatchObject({ analysis_status: 'analyzed', analysis_error: null });
    analyzer = inProcess;
    await rm(join(platform.dataDir, 'layers'), { recursive: true, force: true });
    for (const state of ['cold', 'warm']) {
      const begun = performance.now();
      expect(await add(name, '?force=true')).toMatchObject({ image_digest: digest, analysis_status: 'not_analyzed' });
      await platform.queue.run(analyses.jobs ?? []);
      console.log(`${name}: ${packages.get(digest)} packages, ${state}: ${Math.round(performance.now() - begun)} ms`);
      expect(await image(digest)).toMatchObject({ analysis_status: 'analyzed', sbom_digest: first?.sbom_digest });
    }
  });

  it('leaves nothing behind when it is stopped', async () => {
    const { image_digest: digest } = await add('debian-services', '?force=true');
    await rm(join(platform.dataDir, 'layers'), { recursive: true, force: true });
    const before = await leftovers();
    const stop = new AbortController();
    analyzer = { analyze: (task) => inProcess.analyze(task, stop.signal) };
    setTimeout(() => stop.abort(new Error('stopped')), 300);
    await expect(platform.queue.run(analyses.jobs ?? [])).rejects.toThrow('stopped');
    expect(await leftovers()).toEqual(before);
    expect(await image(digest)).toMatchObject({ analysis_status: 'analysis_failed' });
  });
});

async function leftovers(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^gantry-[A-Za-z0-9]{6}$/.test(name)).sort();
}

/** A registry that asks for a password; its port. */
async function startRegistry(folder: string, password: string): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort();
    const started = spawnSync(tools[0] ?? '', [port, folder, '--auth', `user:${password}`]);
    if (started.status === 0) return port;
  }
  throw new Error('no registry could be started');
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(String(typeof address === 'object' && address !== null ? address.port : 0)));
    });
  });
}

/** The process as it is shipped. */
async function builtAnalyzer(outdir: string): Promise<Analyzer> {
  const entries = {
    'analysis-process': join(import.meta.dirname, 'process/main.ts'),
    'layer-worker': join(root, 'packages/sbom/src/cataloging/layer-worker.ts'),
  };
  await build({
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    external: ['xmlbuilder2', 'libxmljs2', 'ajv-formats-draft2019'],
    outExtension: { '.js': '.js' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __toPath } from 'node:url'; import { dirname as __dirnameOf } from 'node:path'; const require = __createRequire(import.meta.url); const __filename = __toPath(import.meta.url); const __dirname = __dirnameOf(__filename);",
    },
    logLevel: 'error',
  });
  execFileSync('sh', ['-c', `echo '{"type":"module"}' > package.json`], { cwd: outdir });
  return processAnalyzer({
    url: pathToFileURL(join(outdir, 'analysis-process.js')),
    deadline: 120,
    memory: 1_024,
    workers: 2,
    environment: process.env,
  });
}

async function unused(): Promise<never> {
  throw new Error('not used here');
}

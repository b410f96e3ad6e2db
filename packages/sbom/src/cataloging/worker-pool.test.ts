import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { failureCode } from '@gantry/core/testing';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from './limits.ts';
import { ReadingTable } from './readings.ts';
import { WorkerPool } from './worker-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-pool-test-'));
const worker = join(folder, 'worker.mjs');
const limits = { ...defaultLimits, readMilliseconds: 400 };
let pool: WorkerPool;

beforeAll(async () => {
  const entry = fileURLToPath(new URL('fixtures/unruly-worker.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    outfile: worker,
    logLevel: 'error',
  });
});
afterEach(() => pool.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** Scans a folder of these files: `path reader facts-or-code` of every reading. */
async function scan(name: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = join(folder, name);
  mkdirSync(root);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  pool = new WorkerPool({ workerUrl: pathToFileURL(worker), readers: ['unruly', 'calm'], limits, workers: 2 });
  const found = await pool.scan({ kind: 'folder', root, limits, skip: [] });
  const readings = [...new ReadingTable(found.readings).all()];
  return readings.map(
    (reading) => `${reading.row} ${reading.reader} ${reading.body().facts ?? reading.body().unread[0]?.code}`,
  );
}

describe('cataloging/worker-pool', () => {
  it('answers from a thread', async () => {
    expect(await scan('calm', { 'a.txt': 'x', 'b.txt': 'yz' })).toEqual([
      '1 unruly x',
      '1 calm 1',
      '2 unruly yz',
      '2 calm 2',
    ]);
  });

  it('stops a read that hangs and keeps all others', async () => {
    expect(await scan('hang', { 'a.txt': 'x', 'b.txt': 'hang', 'c.txt': 'hang' })).toEqual([
      '1 unruly x',
      '1 calm 1',
      '2 calm 4',
      '2 unruly SBOM_CATALOGER_TIMEOUT',
      '3 calm 4',
      '3 unruly SBOM_CATALOGER_TIMEOUT',
    ]);
  });

  it('stops a read that uses up its memory', async () => {
    expect(await scan('eat', { 'a.txt': 'eat' })).toEqual([
      '1 calm 3',
      expect.stringMatching(/^1 unruly SBOM_CATALOGER_(MEMORY|TIMEOUT)$/),
    ]);
  }, 30_000);

  it('hands failures of a job to the caller, and goes on', async () => {
    pool = new WorkerPool({ workerUrl: pathToFileURL(worker), readers: ['calm'], limits, workers: 1 });
    const blob = { path: join(folder, 'no-such'), offset: 0, length: 5 };
    const job = {
      kind: 'layer',
      blob,
      digest: `sha256:${'0'.repeat(64)}`,
      diffId: `sha256:${'0'.repeat(64)}`,
      limits,
      skip: [],
    } as const;
    expect(await failureCode(() => pool.scan(job))).toBe('IO_FILE_UNREADABLE');
    expect((await pool.scan({ kind: 'folder', root: join(folder, 'calm'), limits, skip: [] })).complete).toBe(true);
  });

  it('takes no job after its end, and ends jobs that run', async () => {
    pool = new WorkerPool({ workerUrl: pathToFileURL(worker), readers: ['unruly'], limits: defaultLimits, workers: 1 });
    const job = { kind: 'folder', root: join(folder, 'hang'), limits: defaultLimits, skip: [] } as const;
    const running = [failureCode(() => pool.scan(job)), failureCode(() => pool.scan(job))];
    await pool.close();
    expect(await Promise.all([...running, failureCode(() => pool.scan(job))])).toEqual(
      new Array(3).fill('SBOM_WORKER_FAILED'),
    );
  });

  it('fails when there is no worker to load', async () => {
    pool = new WorkerPool({ workerUrl: pathToFileURL(join(folder, 'no-worker.mjs')), readers: [], limits, workers: 1 });
    expect(await failureCode(() => pool.scan({ kind: 'folder', root: folder, limits, skip: [] }))).toBe(
      'SBOM_WORKER_FAILED',
    );
  });
});

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@gantry/vulns';
import { writeFeedFolder } from '@gantry/vulns/testing';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processBuilder } from './process-builder.ts';

const root = mkdtempSync(join(tmpdir(), 'gantry-feeds-process-'));
const program = join(root, 'feeds-process.mjs');
const builder = processBuilder([process.execPath, program]);
const request = { dir: join(root, 'db'), also: [], bundle: null, now: '2026-01-01T00:00:00Z' };

describe('feeds/process-builder', () => {
  beforeAll(async () => {
    await build({
      entryPoints: [fileURLToPath(new URL('feeds-process.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['source'],
      banner: { js: "import { createRequire as __make } from 'node:module'; const require = __make(import.meta.url);" },
      logLevel: 'error',
    });
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('builds in a process of its own', async () => {
    const record = { id: 'GHSA-1', affected: [{ package: { ecosystem: 'npm', name: 'left' }, versions: ['1.0.0'] }] };
    const from = writeFeedFolder(join(root, 'feed'), { npm: [record] });
    const status = await builder.build({ ...request, from }, new AbortController().signal);
    expect(status).toMatchObject({ starter: false, counts: { advisories: 1 } });
    const database = openDatabase(request.dir);
    expect(database.affected('npm', 'left')).toHaveLength(1);
    database.close();
  });

  it('passes the coded error of the process on', async () => {
    const from = join(root, 'nowhere');
    await expect(builder.build({ ...request, from }, new AbortController().signal)).rejects.toMatchObject({
      code: 'VULNS_FEED_PLACE_MISSING',
      facts: { place: from },
    });
  });

  it.each<[string, string]>([
    ['dies', 'process.exit(3)'],
    ['says something else', 'console.log("hello")'],
  ])('fails when the process %s', async (_name, script) => {
    const path = join(root, 'bad.mjs');
    writeFileSync(path, script);
    const bad = processBuilder([process.execPath, path]);
    await expect(bad.build({ ...request, from: null }, new AbortController().signal)).rejects.toMatchObject({
      code: 'FEEDS_BUILD_FAILED',
    });
  });

  it('ends the process when it is given up', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 700);
    const building = builder.build({ ...request, from: `http://127.0.0.1:${port}` }, stop.signal);
    await expect(building).rejects.toMatchObject({ code: 'VULNS_ABANDONED' });
    server.closeAllConnections();
    server.close();
  });
});

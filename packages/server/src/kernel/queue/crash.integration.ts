import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEntry } from '../../testing/build-entry.ts';
import { openServerDatabase, type ServerDatabase } from '../../testing/postgres-database.ts';
import { openDb } from '../db/index.ts';
import { silentLog } from '../log/index.ts';

/** More of them take minutes; the test of the whole server kills as well. */
const rounds = Number(process.env['GANTRY_CRASH_ROUNDS'] ?? '10');

interface Row {
  readonly n: number;
  readonly state: string;
  readonly why: string | null;
  readonly steps: number;
}

describe.each(['pglite', 'postgres'])('servers killed at random points on %s', (engine) => {
  let folder: string;
  let server: ServerDatabase | null = null;
  let program: URL;
  let workerUrl: URL;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-crash-'));
    program = await buildEntry(new URL('./fixtures/crash-server.ts', import.meta.url));
    workerUrl = await buildEntry(new URL('../db/pglite-worker.ts', import.meta.url));
    if (engine === 'postgres') server = await openServerDatabase('empty');
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (first: number, finish = '') => {
    const args = [folder, workerUrl.href, server?.url ?? '', String(first), finish];
    const child = spawn(process.execPath, [fileURLToPath(program), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const sent: number[] = [];
    const working = new Promise<void>((done) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        for (const [, n] of text.matchAll(/sent (\d+)\n/g)) sent.push(Number(n));
        if (sent.length > 0) done();
      });
    });
    return { child, sent, working, exit: once(child, 'exit') };
  };

  it(`end every job done or failed, ${rounds} times`, { timeout: 900_000 }, async ({ skip }) => {
    if (engine === 'postgres' && server === null) return skip('no PostgreSQL here');
    const acknowledged = new Set<number>();
    await start(0, 'finish').exit;
    for (let round = 0; round < rounds; round += 1) {
      const { child, sent, working, exit } = start(round * 1_000 + 1);
      // Some are killed while they start, most while they work.
      if (round % 5 > 0) await Promise.race([working, exit]);
      await wait(Math.random() * 900);
      child.kill('SIGKILL');
      await exit;
      for (const n of sent) acknowledged.add(n);
    }
    const last = start(0, 'finish');
    expect((await last.exit)[0]).toBe(0);

    const database = await openDb({ folder, workerUrl, url: server?.url, log: silentLog });
    const rows = (
      await database.run(
        `select n, state, why, (select count(*) from crash_effect e where e.n = r.n)::integer as steps from crash_record r`,
        [],
      )
    ).rows as readonly Row[];
    const jobs = await database.run(
      `select state::text, count(*) as jobs from gantry_jobs.job group by state order by state`,
      [],
    );
    await database.close();
    console.log(`${engine}: ${rounds} kills, ${acknowledged.size} acknowledged, ${rows.length} records`, jobs.rows);

    const there = new Set(rows.map(({ n }) => n));
    expect([...acknowledged].filter((n) => !there.has(n))).toEqual([]);
    expect(rows.filter(({ state }) => state === 'waiting')).toEqual([]);
    expect(rows.filter(({ state, steps }) => state === 'done' && steps !== 2)).toEqual([]);
    expect(rows.filter(({ n, state }) => n % 10 === 0 && state !== 'failed')).toEqual([]);
    expect(rows.filter(({ state, why }) => state === 'failed' && !why)).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(rounds);
  });
});

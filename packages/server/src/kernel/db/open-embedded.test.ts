import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEntry } from '../../testing/build-entry.ts';
import { silentLog } from '../log/index.ts';
import { isUniqueViolation, openDb } from './index.ts';
import { openWorkerSession } from './worker-session.ts';

describe('embedded database in a folder', { timeout: 60_000 }, () => {
  let folder: string;
  let workerUrl: URL;
  let holder: URL;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-db-'));
    workerUrl = await buildEntry(new URL('./pglite-worker.ts', import.meta.url));
    holder = await buildEntry(new URL('./fixtures/hold-database.ts', import.meta.url));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const open = () => openDb({ folder, workerUrl, log: silentLog });
  const startHolder = async () => {
    const child = spawn(process.execPath, [fileURLToPath(holder), folder, workerUrl.href], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    expect(child.exitCode).toBeNull();
    return child;
  };

  it('keeps rows from one start to the next, and removes what a cut-off first start left', async () => {
    await mkdir(join(folder, 'postgres.cut-off'));
    const first = await open();
    expect(await readdir(folder)).toEqual(['postgres', 'server.lock']);
    await first.run('create table kept (n integer primary key, body bytea)');
    await first.run('insert into kept values (1, $1)', [new Uint8Array([0, 255])]);
    await first.close();
    expect(await readdir(folder)).toEqual(['postgres']);
    const second = await open();
    expect((await second.run('select * from kept', [])).rows).toEqual([{ n: 1, body: new Uint8Array([0, 255]) }]);
    const twice: unknown = await second.run('insert into kept values (1)', []).catch((error: unknown) => error);
    expect(isUniqueViolation(twice, 'kept_pkey')).toBe(true);
    await second.close();
  });

  it('leaves the event loop free while a statement takes long', async () => {
    const { db, close } = await open();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    await sql`select count(*) from generate_series(1, 2000000) as n where sqrt(n) > 3`.execute(db);
    clearInterval(timer);
    await close();
    expect(ticks).toBeGreaterThan(3);
  });

  it('refuses a second server on the folder and says who has it', async () => {
    const child = await startHolder();
    await expect(open()).rejects.toMatchObject({
      code: 'DB_FOLDER_HELD',
      message: expect.stringContaining(`process ${child.pid}`),
    });
    child.stdin.end();
    await once(child, 'exit');
    await (await open()).close();
  });

  it('takes over from a server that was killed, with all that it had committed', async () => {
    const child = await startHolder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { run, close } = await open();
    expect((await run('select n from held', [])).rows).toEqual([{ n: 1 }]);
    await close();
  });

  it('a first start that is killed leaves no process that goes on', async () => {
    const draft = join(folder, 'postgres.draft');
    const child = spawn(process.execPath, [fileURLToPath(workerUrl), draft], { stdio: ['pipe', 'ignore', 'inherit'] });
    const exit = once(child, 'exit');
    child.stdin.destroy();
    expect(await exit).toEqual([1, null]);
    await (await open()).close();
    expect(await readdir(folder)).toEqual(['postgres']);
  });

  it('refuses a folder of another machine that shows signs of life, and takes one that shows none', async () => {
    const lock = join(folder, 'server.lock');
    await writeFile(lock, `${JSON.stringify({ pid: 1, host: 'elsewhere 1234' })} 00`);
    const beating = setInterval(() => void utimes(lock, new Date(), new Date()), 300);
    await expect(open()).rejects.toMatchObject({ code: 'DB_FOLDER_HELD' });
    clearInterval(beating);
    await wait(50);
    const longAgo = new Date(Date.now() - 130_000);
    await utimes(lock, longAgo, longAgo);
    await (await open()).close();
  });

  it('refuses files of another major version', async () => {
    const old = await mkdtemp(join(tmpdir(), 'gantry-db-'));
    await mkdir(join(old, 'postgres'));
    await writeFile(join(old, 'postgres', 'PG_VERSION'), '17\n');
    await expect(openDb({ folder: old, workerUrl, log: silentLog })).rejects.toMatchObject({
      code: 'DB_ENGINE_VERSION',
    });
    expect(await readdir(old)).toEqual(['postgres']);
    await rm(old, { recursive: true });
  });

  it('tells everyone who waits when the thread dies', async () => {
    const dying = `import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ id: 0 }); parentPort.on('message', () => process.exit(3));`;
    const session = await openWorkerSession(new URL(`data:text/javascript,${encodeURIComponent(dying)}`), folder);
    await expect(session.query('select 1')).rejects.toMatchObject({ code: 'DB_ENGINE_STOPPED' });
    expect((await session.lost).code).toBe('DB_ENGINE_STOPPED');
    await expect(session.query('select 1')).rejects.toMatchObject({ code: 'DB_ENGINE_STOPPED' });
    await session.close();
  });

  it('says why the engine does not open', async () => {
    const missing = new URL('./no-such-worker.mjs', workerUrl);
    await expect(openDb({ folder, workerUrl: missing, log: silentLog })).rejects.toMatchObject({
      code: 'DB_ENGINE_STOPPED',
    });
    await (await open()).close();
  });
});

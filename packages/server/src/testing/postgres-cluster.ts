import { execFile, spawn } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const debianPrograms = '/usr/lib/postgresql';

/** The address of a PostgreSQL server for tests, or why there is none. */
export type TestServerAddress = { readonly url: string } | { readonly missing: string };

/**
 * A PostgreSQL server: the one of `GANTRY_TEST_DATABASE_URL` (a role that may create databases), else a throw-away cluster of Debian's
 * programs that all test files of this process share and that ends with it.
 */
export async function findPostgres(): Promise<TestServerAddress> {
  const given = process.env['GANTRY_TEST_DATABASE_URL'];
  if (given) return { url: given };
  const programs = await findPrograms();
  if (programs === null)
    return { missing: 'no PostgreSQL server: set GANTRY_TEST_DATABASE_URL or install the Debian package postgresql' };
  const folder = join(tmpdir(), `gantry-test-pg-${process.pid}`);
  if (await claim(folder)) await startCluster(programs, folder);
  else await started(folder);
  return { url: `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}` };
}

/** The folder of `initdb` and `postgres`, newest version first. */
async function findPrograms(): Promise<string | null> {
  const versions = await readdir(debianPrograms).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(debianPrograms, newest, 'bin');
}

/** Test files run in threads of one process: the first one that comes starts the cluster. */
async function claim(folder: string): Promise<boolean> {
  const leftover = await stat(folder).catch(() => null);
  if (leftover && leftover.mtimeMs < Date.now() - process.uptime() * 1000) await rm(folder, { recursive: true });
  return mkdir(folder, { mode: 0o755 }).then(
    () => true,
    () => false,
  );
}

async function started(folder: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const state = await readFile(join(folder, 'state'), 'utf8').catch(() => '');
    if (state === 'ready') return;
    if (state !== '') throw new Error(state);
    await wait(100);
  }
  throw new Error(`the PostgreSQL server of the tests did not start in ${folder}`);
}

async function startCluster(programs: string, folder: string): Promise<void> {
  try {
    const owner = await serverUser();
    if (owner) await chown(folder, owner.uid, owner.gid);
    const options = { ...owner, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
    const data = join(folder, 'data');
    await execute(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'], options);
    const server = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c max_connections=200`;
    const log = join(folder, 'log');
    await execute(join(programs, 'pg_ctl'), ['-D', data, '-l', log, '-w', '-o', server, 'start'], options);
    endWithUs(programs, folder);
    await writeFile(join(folder, 'state'), 'ready');
  } catch (error) {
    await writeFile(join(folder, 'state'), `the PostgreSQL server of the tests did not start: ${String(error)}`);
    throw error;
  }
}

/** PostgreSQL refuses to run as root. */
async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const name = await execute('id', ['-u', 'postgres']).then(
    () => 'postgres',
    () => 'nobody',
  );
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await execute('id', [flag, name])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
}

/** A shell outlives this process and cleans up after it, however it ends. */
function endWithUs(programs: string, folder: string): void {
  const script = `while kill -0 ${process.pid} 2>/dev/null; do sleep 1; done; read pid < '${folder}/data/postmaster.pid'; kill -QUIT "$pid"; sleep 1; rm -rf '${folder}'`;
  spawn('sh', ['-c', script], { detached: true, stdio: 'ignore', cwd: programs }).unref();
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CodedError } from '@gantry/core';
import type { FileLock } from '@gantry/io/files';
import { dbErrors } from './errors.ts';
import { holdFolder } from './hold-folder.ts';
import { engineMajor, openPgliteSession } from './pglite-session.ts';
import type { SqlSession } from './session.ts';
import { openWorkerSession } from './worker-session.ts';

/** Where the embedded database lives and runs. */
export interface EmbeddedOptions {
  /** The server's data folder; the database is `postgres` in it. */
  readonly folder: string;
  /** The built `pglite-worker`; without it the engine runs in this thread. */
  readonly workerUrl?: URL | undefined;
  /** Told who holds the folder while it is not certain that they live. */
  onWait?(holder: string): void;
}

const execute = promisify(execFile);

const watchMilliseconds = 5_000;

/** Opens the embedded database of a folder, which is made at the first start. DB_FOLDER_HELD, DB_ENGINE_VERSION, DB_ENGINE_STOPPED. */
export async function openEmbedded(options: EmbeddedOptions): Promise<SqlSession> {
  const lock = await holdFolder(options.folder, options.onWait);
  try {
    const files = join(options.folder, 'postgres');
    if (!(await checkVersion(files))) await createFiles(options, files);
    return guarded(await openSession(files, options.workerUrl), lock, options.folder);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openSession(folder: string, workerUrl: URL | undefined): Promise<SqlSession> {
  return workerUrl === undefined ? openPgliteSession({ folder }) : openWorkerSession(workerUrl, folder);
}

/** Is there a database? The engine would fail on one of another major version in ways that nobody understands. */
async function checkVersion(files: string): Promise<boolean> {
  const found = (await readFile(join(files, 'PG_VERSION'), 'utf8').catch(() => undefined))?.trim();
  if (found !== undefined && found !== engineMajor) throw dbErrors.ENGINE_VERSION({ found, needed: engineMajor });
  return found !== undefined;
}

/** Made beside its place and moved there, so that a first start that was cut off leaves nothing behind that looks like a database. */
async function createFiles({ folder, workerUrl }: EmbeddedOptions, files: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith('postgres.')) await rm(join(folder, name), { recursive: true });
  const draft = join(folder, `postgres.${randomBytes(6).toString('hex')}`);
  if (workerUrl === undefined) await (await openPgliteSession({ folder: draft })).close();
  else await createInProcess(workerUrl, draft);
  await rename(draft, files);
}

/** Making a database takes 700 MB for seconds, of which this process would keep 100. */
async function createInProcess(workerUrl: URL, draft: string): Promise<void> {
  try {
    await execute(process.execPath, [fileURLToPath(workerUrl), draft]);
  } catch (cause) {
    const { stderr, signal } = cause as { stderr?: string; signal?: string };
    const because =
      stderr?.trim() || `the process that makes it ended${signal ? ` by ${signal}: is there enough memory?` : ''}`;
    throw dbErrors.ENGINE_STOPPED({ because }, { cause });
  }
}

/** Closing gives the folder back; losing the folder ends the session, before two servers write to it. */
function guarded(session: SqlSession, lock: FileLock, folder: string): SqlSession {
  let lose: (error: CodedError) => void;
  const taken = new Promise<CodedError>((done) => {
    lose = done;
  });
  let stopped: CodedError | undefined;
  const watch = setInterval(() => {
    if (lock.isHeld()) return;
    clearInterval(watch);
    stopped = dbErrors.FOLDER_LOST({ path: folder });
    lose(stopped);
  }, watchMilliseconds);
  watch.unref();
  return {
    query: async (text, params) => {
      if (stopped) throw stopped;
      return session.query(text, params);
    },
    lost: Promise.race([taken, session.lost]),
    close: async () => {
      clearInterval(watch);
      await session.close();
      lock.release();
    },
  };
}

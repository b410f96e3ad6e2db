import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodedError } from '@gantry/core';
import { type FileLock, moveTo, namesIn, readOrNull, removeTree } from '@gantry/io/files';
import { runProgram } from '@gantry/io/process';
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

const watchMilliseconds = 5_000;

/** Opens the embedded database of a folder, which is made at the first start. DB_FOLDER_HELD, DB_ENGINE_VERSION, DB_ENGINE_STOPPED. */
export async function openEmbedded(options: EmbeddedOptions): Promise<SqlSession> {
  const lock = await holdFolder(options.folder, options.onWait);
  try {
    await removeDrafts(options.folder);
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
  const bytes = await readOrNull(join(files, 'PG_VERSION'), 64);
  if (bytes === null) return false;
  const found = Buffer.from(bytes).toString('utf8').trim();
  if (found !== engineMajor) throw dbErrors.ENGINE_VERSION({ found, needed: engineMajor });
  return true;
}

/** A first start that was killed leaves one. Its process may still be writing to it for a moment; a later start comes by again. */
async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await namesIn(folder)).filter((name) => name.startsWith('postgres.'));
  for (const name of drafts) await removeTree(join(folder, name)).catch(() => undefined);
}

/** Made beside its place and moved there, so that a first start that was cut off leaves nothing behind that looks like a database. */
async function createFiles({ folder, workerUrl }: EmbeddedOptions, files: string): Promise<void> {
  const draft = join(folder, `postgres.${randomBytes(6).toString('hex')}`);
  if (workerUrl === undefined) await (await openPgliteSession({ folder: draft })).close();
  else await createInProcess(workerUrl, draft);
  await moveTo(draft, files);
}

/** Making a database takes 700 MB for seconds, of which this process would keep 100. */
async function createInProcess(workerUrl: URL, draft: string): Promise<void> {
  const limits = { timeout: 300_000, limit: 1_000_000, stdin: { open: true } } as const;
  const { status, stdout } = await runProgram(process.execPath, [fileURLToPath(workerUrl), draft], limits);
  if (status === 0) return;
  const because =
    stdout.trim() || 'the process that makes its files was ended: it needs 800 MB of memory for some seconds';
  throw dbErrors.ENGINE_STOPPED({ because });
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

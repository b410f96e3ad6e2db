import { parentPort, workerData } from 'node:worker_threads';
import { openPgliteSession } from './pglite-session.ts';
import { type SqlSession, toFailure } from './session.ts';
import type { WorkerAnswer, WorkerAsk, WorkerStart } from './worker-protocol.ts';

/**
 * Runs in a process of its own: makes the files of a new database in the folder that is the first argument; prints why it cannot. Standard input is
 * open as long as the server lives: nobody wants the files of one that was killed.
 */
export async function createDatabase(): Promise<void> {
  process.stdin.once('close', () => process.exit(1)).resume();
  const problem = await makeFiles(String(process.argv[2]));
  process.stdout.write(problem ?? '', () => process.exit(problem === null ? 0 : 1));
}

async function makeFiles(folder: string): Promise<string | null> {
  try {
    await (await openPgliteSession({ folder })).close();
    return null;
  } catch (error) {
    return toFailure(error).message;
  }
}

/** Runs in the database's thread: opens the engine and answers until it is told to close. */
export async function serveDatabase(): Promise<void> {
  const { folder } = workerData as WorkerStart;
  try {
    const session = await openPgliteSession({ folder });
    parentPort?.on('message', (ask: WorkerAsk) => void respond(session, ask));
    answer({ id: 0 });
  } catch (error) {
    answer({ id: 0, failure: toFailure(error) });
  }
}

async function respond(session: SqlSession, { id, close, text = '', params }: WorkerAsk): Promise<void> {
  try {
    if (close) {
      await session.close();
      answer({ id });
      parentPort?.close();
    } else answer({ id, reply: await session.query(text, params) });
  } catch (error) {
    answer({ id, failure: toFailure(error) });
  }
}

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}

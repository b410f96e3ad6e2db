import { parentPort, workerData } from 'node:worker_threads';
import { openPgliteSession } from './pglite-session.ts';
import { type SqlSession, toFailure } from './session.ts';
import type { WorkerAnswer, WorkerAsk, WorkerStart } from './worker-protocol.ts';

/** Runs in a process of its own: makes the files of a new database in the folder that is the first argument; prints why it cannot. */
export async function createDatabase(): Promise<void> {
  try {
    const session = await openPgliteSession({ folder: String(process.argv[2]) });
    await session.close();
  } catch (error) {
    process.stdout.write(toFailure(error).message);
    process.exitCode = 1;
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

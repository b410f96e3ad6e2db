import { Worker } from 'node:worker_threads';
import { type CodedError, isCodedError } from '@gantry/core';
import { dbErrors } from './errors.ts';
import { fromFailure, type SqlReply, type SqlSession } from './session.ts';
import type { WorkerAnswer, WorkerAsk, WorkerStart } from './worker-protocol.ts';

interface Asked {
  done(reply: SqlReply | undefined): void;
  fail(error: Error): void;
}

/** Opens the embedded engine in a thread of its own, so that a heavy statement does not hold up the server. DB_ENGINE_STOPPED when it does not open. */
export async function openWorkerSession(workerUrl: URL, folder: string): Promise<SqlSession> {
  const start: WorkerStart = { folder };
  const worker = new Worker(workerUrl, { workerData: start, name: 'database' });
  const asked = new Map<number, Asked>();
  const answers = waitFor(asked, 0);
  const lost = watch(worker, asked);
  try {
    await answers;
  } catch (cause) {
    await worker.terminate();
    if (isCodedError(cause)) throw cause;
    throw dbErrors.ENGINE_STOPPED({ because: (cause as Error).message }, { cause });
  }
  let next = 1;
  let stopped: CodedError | undefined;
  void lost.then((error) => {
    stopped = error;
  });
  const ask = async (message: Omit<WorkerAsk, 'id'>): Promise<SqlReply | undefined> => {
    if (stopped) throw stopped;
    const id = next++;
    const reply = waitFor(asked, id);
    worker.postMessage({ id, ...message });
    return reply;
  };
  const close = async (): Promise<void> => {
    if (!stopped) await ask({ close: true });
    await worker.terminate();
  };
  return { query: async (text, params) => (await ask({ text, params })) as SqlReply, close, lost };
}

function waitFor(asked: Map<number, Asked>, id: number): Promise<SqlReply | undefined> {
  return new Promise((done, fail) => asked.set(id, { done, fail }));
}

/** Hands answers out; when the thread ends, whoever waits learns why. */
function watch(worker: Worker, asked: Map<number, Asked>): Promise<CodedError> {
  worker.on('message', ({ id, reply, failure }: WorkerAnswer) => {
    const waiting = asked.get(id);
    asked.delete(id);
    if (failure) waiting?.fail(fromFailure(failure));
    else waiting?.done(reply);
  });
  return new Promise((lost) => {
    const end = (because: string, cause?: unknown): void => {
      const error = dbErrors.ENGINE_STOPPED({ because }, { cause });
      for (const waiting of asked.values()) waiting.fail(error);
      asked.clear();
      lost(error);
    };
    worker.on('error', (error) => end(error.message, error));
    worker.on('exit', (code) => end(`its thread ended with code ${code}`));
  });
}

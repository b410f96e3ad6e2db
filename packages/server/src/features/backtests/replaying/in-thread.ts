import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CodedError } from '@gantry/core';
import type { BacktestResult } from '@gantry/policy';
import { backtestErrors } from '../errors.ts';
import type { PackedDocument, ReplayBatch, Replayer, Replaying, ReplayOrder } from '../ports.ts';
import { joinResults } from './join-results.ts';
import type { ThreadAnswer, ThreadAsk } from './thread-protocol.ts';

/** MiB of heap that a replay may take. */
const heapLimit = 1_024;

/** Batches that wait in the thread: reading the next ones goes on while it evaluates. */
const mostWaiting = 3;

interface Waiting {
  done(answer: ThreadAnswer): void;
  fail(error: CodedError): void;
}

/** Replays in threads of their own, so that those who ask the server for something do not wait for verdicts of the past. */
export function threadReplayer(url: URL, threads = Math.min(2, availableParallelism())): Replayer {
  return (order) => {
    const all = Array.from({ length: threads }, () => oneThread(url, order));
    // Documents that many images need come once: every thread has to get them.
    const shared: PackedDocument[] = [];
    const had = all.map(() => 0);
    let turn = 0;
    return {
      add: async (batch) => {
        turn = (turn + 1) % all.length;
        shared.push(...batch.documents.filter((one) => one.shared));
        const own = batch.documents.filter((one) => !one.shared);
        const documents = [...own, ...shared.slice(had[turn])];
        had[turn] = shared.length;
        await all[turn]?.add({ ...batch, documents });
      },
      result: async () => joinResults(await Promise.all(all.map((thread) => thread.result()))),
      stop: async () => void (await Promise.all(all.map((thread) => thread.stop()))),
    };
  };
}

function oneThread(url: URL, order: ReplayOrder): Replaying {
  const limits = { maxOldGenerationSizeMb: heapLimit };
  const worker = new Worker(url, { workerData: order, name: 'back-test', resourceLimits: limits });
  const { ask, waiting, isLost } = conversation(worker);
  const pending = new Set<Promise<unknown>>();
  return {
    async add(batch: ReplayBatch) {
      const answer = ask({ kind: 'add', batch }).finally(() => pending.delete(answer));
      // Whoever waits for one of them learns of it; nobody has to for each.
      answer.catch(() => undefined);
      pending.add(answer);
      if (waiting() >= mostWaiting) await Promise.race(pending);
      if (isLost()) await answer;
    },
    async result(): Promise<BacktestResult> {
      const answer = await ask({ kind: 'result' });
      await worker.terminate();
      if (answer.kind !== 'result') throw backtestErrors.FAILED({ because: 'its thread gave no result' });
      return answer.result;
    },
    stop: async () => void (await worker.terminate()),
  };
}

function conversation(worker: Worker) {
  const waiting: Waiting[] = [];
  let lost: CodedError | null = null;
  const end = (because: string): void => {
    lost ??= backtestErrors.FAILED({ because });
    for (const one of waiting.splice(0)) one.fail(lost);
  };
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.kind === 'failed') end(answer.because.slice(0, 1_000));
    else waiting.shift()?.done(answer);
  });
  worker.on('error', (error) => end(error.message));
  worker.on('exit', () => end('its thread ended'));
  const ask = (message: ThreadAsk): Promise<ThreadAnswer> =>
    new Promise((done, fail) => {
      if (lost !== null) return fail(lost);
      waiting.push({ done, fail });
      worker.postMessage(message);
    });
  return { ask, waiting: () => waiting.length, isLost: () => lost !== null };
}

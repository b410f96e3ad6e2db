import { parentPort, workerData } from 'node:worker_threads';
import type { ReplayOrder } from '../ports.ts';
import { replayBatches } from './replay-batches.ts';
import type { ThreadAnswer, ThreadAsk } from './thread-protocol.ts';

// The entry file of the thread that replays; the build makes one module of it. Asks are answered one after another.
const replaying = replayBatches(workerData as ReplayOrder);
let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (ask: ThreadAsk) => {
  before = before.then(async () => {
    parentPort?.postMessage(await answerTo(ask));
  });
});

async function answerTo(ask: ThreadAsk): Promise<ThreadAnswer> {
  try {
    if (ask.kind === 'result') return { kind: 'result', result: await replaying.result() };
    await replaying.add(ask.batch);
    return { kind: 'added' };
  } catch (error) {
    return { kind: 'failed', because: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

import { isCodedError, type PlainError, toPlainError } from '@gantry/core';
import { removePath } from '@gantry/io/files';
import type { AnalysisFacts, AnalysisTask } from '../analyzer.ts';
import { analyze } from './analyze.ts';

/** The first line of standard input. */
export interface ProcessOrder {
  readonly task: AnalysisTask;
  readonly workers: number;
}

/** The one line of standard output. */
export type ProcessAnswer =
  | { readonly facts: AnalysisFacts }
  | { readonly error: PlainError }
  | { readonly bug: string };

// One analysis: the order comes on standard input, which stays open as long as the server lives; what it holds (credentials, too) is in no
// argument and no environment. The answer goes to standard output.
const order = await firstLine();
if (order !== null) {
  process.stdin.once('close', () => orphaned(order.task.folder));
  process.stdout.write(`${JSON.stringify(await answerTo(order))}\n`, () => process.exit(0));
}

async function answerTo({ task, workers }: ProcessOrder): Promise<ProcessAnswer> {
  try {
    return { facts: await analyze(task, { workers, workerUrl: new URL('./layer-worker.js', import.meta.url) }) };
  } catch (error) {
    if (isCodedError(error)) return { error: toPlainError(error) };
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function firstLine(): Promise<ProcessOrder | null> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (!chunk.includes(0x0a)) return;
      process.stdin.off('data', take);
      process.stdin.resume();
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as ProcessOrder);
    };
    process.stdin.on('data', take);
    process.stdin.once('end', () => resolve(null));
  });
}

/** The server is gone: nobody wants the result, and nobody else removes the folder. */
function orphaned(folder: string): never {
  removePath(folder);
  process.exit(1);
}

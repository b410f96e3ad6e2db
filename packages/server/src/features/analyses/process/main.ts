import { dirname } from 'node:path';
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

// Analyses of one account, one after another: the orders come on standard input, which stays open as long as the server lives; what they hold
// (credentials, too) is in no argument and no environment. The answers go to standard output.
let folder: string | null = null;
let chunks: Buffer[] = [];
process.stdin.on('data', (chunk: Buffer) => {
  chunks.push(chunk);
  if (chunk.at(-1) !== 0x0a) return;
  const order = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ProcessOrder;
  chunks = [];
  void perform(order);
});
process.stdin.once('close', leave);

async function perform(order: ProcessOrder): Promise<void> {
  folder = order.task.folder;
  process.chdir(folder);
  // What is downloaded goes into the folder too, which is removed however the analysis ends.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  const answer = await answerTo(order);
  process.chdir(dirname(folder));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function answerTo({ task, workers }: ProcessOrder): Promise<ProcessAnswer> {
  try {
    return { facts: await analyze(task, { workers, workerUrl: new URL('./layer-worker.js', import.meta.url) }) };
  } catch (error) {
    if (isCodedError(error)) return { error: toPlainError(error) };
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The server is gone: nobody wants a result, and nobody else removes the folder. */
function leave(): never {
  if (folder !== null) removePath(folder);
  process.exit(folder === null ? 0 : 1);
}

import { Worker } from 'node:worker_threads';
import { type CodedError, fromPlainError } from '@gantry/core';
import { sbomErrors } from '../errors.ts';
import type { LayerScan } from './layer-scan.ts';
import type { PoolOptions } from './pool-options.ts';
import { ReadClock } from './read-clock.ts';
import type { SkippedRead } from './scan-layer.ts';
import type { ScanJob } from './scanner.ts';
import { type AnswerMessage, board, type WorkerStart } from './worker-messages.ts';

/** A read that had to be stopped with its thread. */
export interface Broken {
  readonly skipped: SkippedRead;
  readonly error: CodedError;
}

/** What became of a job. */
export type Outcome = { readonly scan: LayerScan } | Broken;

/** How often the board is looked at. Milliseconds. */
const glance = 100;

/** Old-generation heap of a worker. MiB. */
const heapMib = 256;

interface Pending {
  readonly id: number;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** One worker thread, with one job at a time. */
export class ScanThread {
  /** True when the thread has ended or must not be used again. */
  over = false;
  private readonly worker: Worker;
  private readonly options: PoolOptions;
  private readonly numbers: Int32Array;
  private jobs = 0;
  private pending: Pending | null = null;

  constructor(options: PoolOptions) {
    this.options = options;
    const shared = new SharedArrayBuffer(board.length * 4);
    this.numbers = new Int32Array(shared);
    this.numbers[board.reader] = -1;
    const { readers, readerOptions } = options;
    const start: WorkerStart = {
      readers,
      ...(readerOptions === undefined ? {} : { options: readerOptions }),
      board: shared,
    };
    this.worker = new Worker(options.workerUrl, {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: heapMib },
    });
    this.worker.on('message', (message: AnswerMessage) => this.answered(message));
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.failed(error));
    this.worker.on('exit', () => this.failed(new Error('the worker ended')));
    this.worker.unref();
  }

  /** Runs a job. Fails with what the job fails with; a read that had to be stopped is a result. */
  async run(job: ScanJob, onBytes?: (count: number) => void): Promise<Outcome> {
    if (this.over) throw sbomErrors.WORKER_FAILED({ because: 'the worker ended' });
    const id = ++this.jobs;
    const done = new Promise<Outcome>((resolve, reject) => {
      this.pending = { id, resolve, reject };
    });
    const clock = new ReadClock(this.numbers, this.options.limits.readMilliseconds);
    const timer = setInterval(() => {
      onBytes?.(clock.bytes());
      if (clock.isLate())
        this.stopRead((name) =>
          sbomErrors.CATALOGER_TIMEOUT({ name, seconds: this.options.limits.readMilliseconds / 1000 }),
        );
    }, glance);
    this.worker.postMessage({ id, job });
    try {
      return await done;
    } finally {
      clearInterval(timer);
      onBytes?.(clock.bytes());
      if (this.over) await this.end();
    }
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    this.over = true;
    await this.worker.terminate();
  }

  private answered(message: AnswerMessage): void {
    if (message.id !== this.pending?.id) return;
    this.over ||= message.spent;
    if ('scan' in message) this.pending.resolve({ scan: message.scan });
    else this.pending.reject(fromPlainError(message.error));
    this.pending = null;
  }

  private failed(error: NodeJS.ErrnoException): void {
    this.over = true;
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.stopRead((name) => sbomErrors.CATALOGER_MEMORY({ name }));
    this.pending?.reject(sbomErrors.WORKER_FAILED({ because: error.code ?? error.message }, { cause: error }));
    this.pending = null;
  }

  /** Gives up the read that the board shows, and the thread with it. */
  private stopRead(errorOf: (reader: string) => CodedError): void {
    const reader = this.options.readers[Atomics.load(this.numbers, board.reader)];
    if (reader === undefined) return;
    this.over = true;
    this.pending?.resolve({ skipped: { reader, row: Atomics.load(this.numbers, board.row) }, error: errorOf(reader) });
    this.pending = null;
  }
}

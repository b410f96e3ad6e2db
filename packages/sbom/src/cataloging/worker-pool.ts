import { availableParallelism } from 'node:os';
import { sbomErrors } from '../errors.ts';
import type { LayerScan } from './layer-scan.ts';
import type { PoolOptions } from './pool-options.ts';
import { readingLine } from './readings.ts';
import { type Broken, ScanThread } from './scan-thread.ts';
import type { ScanJob, Scanner } from './scanner.ts';

/** After this many reads that had to be stopped a job is given up. */
const maxSkips = 20;

/**
 * Scans in worker threads. A reader that hangs or uses up its memory takes its thread with it: the job is done again without that read,
 * and the file is reported with SBOM_CATALOGER_TIMEOUT or SBOM_CATALOGER_MEMORY.
 */
export class WorkerPool implements Scanner {
  readonly width: number;
  private readonly options: PoolOptions;
  private readonly idle: ScanThread[] = [];
  private readonly all = new Set<ScanThread>();
  private closed = false;
  private readonly waiting: ((thread: ScanThread) => void)[] = [];

  constructor(options: PoolOptions) {
    this.options = options;
    this.width = Math.max(1, options.workers ?? availableParallelism());
  }

  async scan(job: ScanJob, onBytes?: (count: number) => void): Promise<LayerScan> {
    const broken: Broken[] = [];
    for (;;) {
      const skip = [...job.skip, ...broken.map(({ skipped }) => skipped)];
      const outcome = await this.turn((thread) =>
        thread.run({ ...job, skip }, broken.length === 0 ? onBytes : undefined),
      );
      if ('scan' in outcome) return broken.length === 0 ? outcome.scan : withBroken(outcome.scan, broken);
      broken.push(outcome);
      if (broken.length > maxSkips)
        throw sbomErrors.WORKER_FAILED({ because: `${broken.length} reads had to be stopped` });
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.idle.length = 0;
    await Promise.all([...this.all].map((thread) => thread.end()));
    this.all.clear();
  }

  private async turn<T>(use: (thread: ScanThread) => Promise<T>): Promise<T> {
    const thread = await this.take();
    try {
      return await use(thread);
    } finally {
      this.give(thread);
    }
  }

  private take(): Promise<ScanThread> {
    if (this.closed) return Promise.reject(sbomErrors.WORKER_FAILED({ because: 'the scan was ended' }));
    const free = this.idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    if (this.all.size < this.width) return Promise.resolve(this.start());
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private give(thread: ScanThread): void {
    if (thread.over) this.all.delete(thread);
    const next = this.waiting.shift();
    if (next !== undefined) next(thread.over && !this.closed ? this.start() : thread);
    else if (!thread.over) this.idle.push(thread);
  }

  private start(): ScanThread {
    const thread = new ScanThread(this.options);
    this.all.add(thread);
    return thread;
  }
}

/** Adds the reads that had to be stopped to what was not understood. */
function withBroken(scan: LayerScan, broken: readonly Broken[]): LayerScan {
  const lines = broken.map(({ skipped, error }) => {
    const unread = [{ code: error.code, because: error.message }];
    return `${readingLine({ ...skipped, magic: true }, { facts: null, unread })}\n`;
  });
  return {
    ...scan,
    readings: new Uint8Array(Buffer.concat([scan.readings, Buffer.from(lines.join(''))])),
    cacheable: false,
  };
}

import type { ScanLimits } from './limits.ts';

/** What a pool needs. */
export interface PoolOptions {
  /** The built `layer-worker`. */
  readonly workerUrl: URL;
  /** Names of the readers. */
  readonly readers: readonly string[];
  /** See `WorkerStart`. */
  readonly readerOptions?: Readonly<Record<string, unknown>>;
  readonly limits: ScanLimits;
  /** Threads; default one for each core. */
  readonly workers?: number;
}

import type { LayerScan } from './layer-scan.ts';
import type { Reader } from './reader.ts';
import { type FolderJob, scanFolder } from './scan-folder.ts';
import { type LayerJob, type ScanWatch, scanLayer } from './scan-layer.ts';

/** Something to read in one pass. */
export type ScanJob = LayerJob | FolderJob;

/** Reads layers and folders: in this thread, or in workers that can be stopped. */
export interface Scanner {
  /** `onBytes` hears of stored bytes that were read since it was last called. */
  scan(job: ScanJob, onBytes?: (count: number) => void): Promise<LayerScan>;
  /** Jobs that run at the same time. */
  readonly width: number;
  close(): Promise<void>;
}

/** Runs a job in this thread. */
export function runJob(job: ScanJob, readers: readonly Reader[], watch?: ScanWatch): Promise<LayerScan> {
  return job.kind === 'layer' ? scanLayer(job, readers, watch) : scanFolder(job, readers, watch);
}

/** A scanner in this thread: for tests and for places without workers. It cannot stop a reader that hangs. */
export function inlineScanner(readers: readonly Reader[]): Scanner {
  return {
    width: 1,
    scan: (job, onBytes) =>
      runJob(job, readers, { begin: () => undefined, end: () => undefined, bytes: (count) => onBytes?.(count) }),
    close: () => Promise.resolve(),
  };
}

import type { LayerIndex } from '../filetree/layer-index.ts';
import type { FileExtras } from './file-sums.ts';

/** Something of a layer that was not understood, before it is known whether its file is visible. */
export interface ScanUnread {
  /** Absolute path in the layer, or `-` for all of it. */
  readonly path: string;
  readonly by: string;
  readonly code: string;
  readonly because: string;
}

/** Everything that one pass over a layer (or a folder) gave. */
export interface LayerScan {
  readonly index: LayerIndex;
  /** Lines as `readingLine` makes them: made in the worker, stored in the cache, parsed at the end by `parseReadings`. */
  readonly readings: Uint8Array;
  /** Entries that were left out, whoever would have read them. */
  readonly unread: readonly ScanUnread[];
  /** False when a budget ended the pass early. */
  readonly complete: boolean;
  /** Digests and capabilities, when they were ordered. */
  readonly extras?: FileExtras;
  /** False when it depends on more than the bytes: a read that took too long this time. */
  readonly cacheable?: boolean;
}

import type { LayerIndex } from '../filetree/layer-index.ts';
import { parseLines } from './json-lines.ts';

/** Something of a layer that was not understood, before it is known whether its file is visible. */
export interface ScanUnread {
  /** Absolute path in the layer, or `-` for all of it. */
  readonly path: string;
  readonly by: string;
  readonly code: string;
  readonly because: string;
}

/** What one reader made of one file. */
export interface Reading {
  readonly row: number;
  /** Name of the reader. */
  readonly reader: string;
  /** Was the file wanted for its first bytes, whatever its name? */
  readonly magic: boolean;
  /** The path it was read as, when that is not the row's own. */
  readonly as?: string;
  readonly facts: unknown;
  readonly unread: readonly { readonly path?: string; readonly code: string; readonly because: string }[];
}

/** Everything that one pass over a layer (or a folder) gave. */
export interface LayerScan {
  readonly index: LayerIndex;
  /** Lines of JSON, a `Reading` each: made in the worker, stored in the cache and parsed at the end. */
  readonly readings: Uint8Array;
  /** Entries that were left out, whoever would have read them. */
  readonly unread: readonly ScanUnread[];
  /** False when a budget ended the pass early. */
  readonly complete: boolean;
  /** False when it depends on more than the bytes: a read that took too long this time. */
  readonly cacheable?: boolean;
}

/** The readings of a scan. */
export function readingsOf(scan: LayerScan): Iterable<Reading> {
  return parseLines(scan.readings) as Iterable<Reading>;
}

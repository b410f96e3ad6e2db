import { isCodedError, type PlainError, toPlainError } from '@gantry/core';
import { sbomErrors } from '../errors.ts';
import type { LayerScan } from './layer-scan.ts';
import type { ScanJob } from './scanner.ts';

/** What a worker gets at its start. */
export interface WorkerStart {
  /** Names of the readers, in the order that numbers on the board mean. */
  readonly readers: readonly string[];
  /** Of readers that need some, by name; absent when there are none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** See `board`. */
  readonly board: SharedArrayBuffer;
}

/** A job with a number for its answer. */
export interface JobMessage {
  readonly id: number;
  readonly job: ScanJob;
}

/** `spent`: the thread keeps memory that it cannot give back and should end. */
export type AnswerMessage =
  | { readonly id: number; readonly scan: LayerScan; readonly spent: boolean }
  | { readonly id: number; readonly error: PlainError; readonly spent: boolean };

/**
 * Numbers that a worker shows while it is busy and cannot answer: the reader at work (-1: none), the row it reads, a
 * counter of reads, and stored bytes in KiB.
 */
export const board = { reader: 0, row: 1, reads: 2, kib: 3, length: 4 } as const;

/** A failure as plain data. */
export function plainFailure(error: unknown): PlainError {
  const coded = isCodedError(error) ? error : sbomErrors.WORKER_FAILED({ because: String(error).slice(0, 300) });
  return toPlainError(coded);
}

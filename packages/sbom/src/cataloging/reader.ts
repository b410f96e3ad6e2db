import type { FileReading, FileSelector, ScannedFile } from './define-cataloger.ts';

/** The part of a cataloger that runs in the layer pass. */
export interface Reader {
  readonly name: string;
  readonly revision: number;
  readonly reads: readonly FileSelector[];
  /** Its facts are for the inspection, not for the bill. */
  readonly inspects?: boolean;
  /** What it was made with: part of the cache key. */
  readonly options?: unknown;
  read(file: ScannedFile): FileReading<unknown>;
}

/** Makes a reader from options that came with the work: plain data. */
export interface ReaderMaker {
  readonly name: string;
  make(options: unknown): Reader;
}

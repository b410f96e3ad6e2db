import type { FileReading, FileSelector, ScannedFile } from './define-cataloger.ts';

/** The part of a cataloger that runs in the layer pass. */
export interface Reader {
  readonly name: string;
  readonly revision: number;
  readonly reads: readonly FileSelector[];
  read(file: ScannedFile): FileReading<unknown>;
}

import type { RandomAccess } from '@gantry/io/files';

/** A named part of a program. */
export interface ObjectSection {
  readonly name: string;
  /** Address in memory. */
  readonly address: number;
  /** Position of its bytes in the content. */
  readonly offset: number;
  /** Bytes in the file; 0 when it has none there. */
  readonly size: number;
  readonly writable: boolean;
}

/** A stretch of the file that is mapped into memory. */
export type ObjectSegment = Omit<ObjectSection, 'name'>;

/** The headers of a program or library of one architecture. Positions count from the start of `content`. */
export interface ObjectFile {
  readonly format: 'elf' | 'pe' | 'macho';
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** As Go names it (`amd64`), or `unknown`. */
  readonly architecture: string;
  readonly content: RandomAccess;
  /** Empty when the table was stripped or cannot be read. */
  readonly sections: readonly ObjectSection[];
  /** Read when asked for: most programs are told apart by their sections. */
  segments(): readonly ObjectSegment[];
}

/** More sections, segments or architectures than this are not looked at. */
export const mostParts = 20_000;

/** Bytes of a digest, by algorithm. */
export const sumBytes = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 } as const;

/** An algorithm that package databases and file indexes use. */
export type SumAlgorithm = keyof typeof sumBytes;

/** Digests to take: of every regular file, of these rows, or of files below these folders (`usr/`). */
export interface SumOrder {
  readonly algorithm: SumAlgorithm;
  readonly rows?: readonly number[];
  readonly below?: readonly string[];
}

/** What a pass notes of files besides what readers make of them. */
export interface ExtrasOrder {
  readonly sums: readonly SumOrder[];
  /** Larger files have no digest. Bytes. */
  readonly maxBytes: number;
}

/** What was noted, by row. */
export interface FileExtras {
  /** Digests, one after another; zeros where a row has none. A column ends with the last row that has one. */
  readonly sums: Readonly<Partial<Record<SumAlgorithm, Uint8Array>>>;
  /** Rows with the raw value of `security.capability` (base64). */
  readonly capabilities: readonly (readonly [row: number, value: string])[];
}

/** The digest of a row in hex; null when it has none. */
export function sumOf(extras: FileExtras | undefined, algorithm: SumAlgorithm, row: number): string | null {
  const column = extras?.sums[algorithm];
  const size = sumBytes[algorithm];
  if (column === undefined || row < 0 || (row + 1) * size > column.length) return null;
  const bytes = Buffer.from(column.buffer, column.byteOffset + row * size, size);
  return bytes.some((byte) => byte !== 0) ? bytes.toString('hex') : null;
}

/** Digests by row, in a column that grows. */
export class SumColumn {
  private readonly size: number;
  private bytes = Buffer.alloc(0);
  private end = 0;

  constructor(algorithm: SumAlgorithm) {
    this.size = sumBytes[algorithm];
  }

  put(row: number, digest: Uint8Array): void {
    const end = (row + 1) * this.size;
    if (end > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(end, this.bytes.length * 2, 1 << 12));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes.set(digest, row * this.size);
    this.end = Math.max(this.end, end);
  }

  column(): Uint8Array {
    return new Uint8Array(this.bytes.subarray(0, this.end));
  }
}

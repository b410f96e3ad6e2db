import { createHash, type Hash, hash } from 'node:crypto';
import type { TarContent } from '@gantry/io/archive';
import type { RandomAccess } from '@gantry/io/files';
import { type ExtrasOrder, type FileExtras, type SumAlgorithm, SumColumn } from './file-sums.ts';

/** Real capabilities take 12 to 24 bytes. */
const maxCapabilityBytes = 64;
const maxCapabilities = 100_000;

/** Holes of sparse files that are hashed as zeros, in one pass: they cost time that no stored byte pays for. */
const maxHoleBytes = 2 ** 32;

/** A regular file as its archive describes it. */
export interface HashedFile {
  readonly row: number;
  /** Without leading slash. */
  readonly path: string;
  readonly size: number;
  /** Bytes in the archive. */
  readonly stored: number;
}

interface Column {
  readonly algorithm: SumAlgorithm;
  readonly rows: ReadonlySet<number> | null;
  readonly below: readonly string[] | null;
  readonly sums: SumColumn;
}

/** Takes digests of files on their way to readers, and keeps their capabilities. */
export class ExtrasTaker {
  private readonly maxBytes: number;
  private readonly columns: readonly Column[];
  private readonly capabilities: [number, string][] = [];
  private holes = 0;

  constructor(order: ExtrasOrder) {
    this.maxBytes = order.maxBytes;
    this.columns = order.sums.map(({ algorithm, rows, below }) => ({
      algorithm,
      rows: rows === undefined ? null : new Set(rows),
      below: below ?? null,
      sums: new SumColumn(algorithm),
    }));
  }

  /** Is a digest of this file ordered? */
  wants(file: Pick<HashedFile, 'row' | 'path'>): boolean {
    return this.columns.some((column) => isOrdered(column, file));
  }

  /** Notes a file's capability, given as bytes in a text. */
  capability(row: number, value: string): void {
    if (value.length > maxCapabilityBytes || this.capabilities.length >= maxCapabilities) return;
    this.capabilities.push([row, Buffer.from(value, 'latin1').toString('base64')]);
  }

  /** What takes the content of a file and hands it on; `next` itself when nobody wants a digest. */
  tee(file: HashedFile, next: TarContent | null): TarContent | null {
    const columns = this.wanted(file);
    return columns.length === 0 ? next : new HashingContent(file, columns, next);
  }

  /** Hashes a file that can be read from any place. */
  take(file: HashedFile, content: RandomAccess): void {
    const taker = this.tee(file, null);
    if (taker === null) return;
    for (let at = 0; at < content.size; at += pieceBytes) {
      const piece = content.read(at, pieceBytes);
      taker.chunk(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
    }
    taker.end();
  }

  extras(): FileExtras {
    const sums = Object.fromEntries(this.columns.map((column) => [column.algorithm, column.sums.column()]));
    return { sums, capabilities: this.capabilities };
  }

  private wanted(file: HashedFile): readonly Column[] {
    const { size, stored } = file;
    const columns = this.columns.filter((column) => isOrdered(column, file));
    const holes = Math.max(0, size - stored);
    if (columns.length === 0 || size > this.maxBytes || this.holes + holes > maxHoleBytes) return [];
    this.holes += holes;
    return columns;
  }
}

function isOrdered({ rows, below }: Column, { row, path }: Pick<HashedFile, 'row' | 'path'>): boolean {
  if (rows !== null && !rows.has(row)) return false;
  return below === null || below.some((folder) => path.startsWith(folder));
}

const pieceBytes = 1 << 20;

/** Hashes a content that streams by: in one call when it comes as one piece, as most do. */
class HashingContent implements TarContent {
  private readonly file: HashedFile;
  private readonly columns: readonly Column[];
  private next: TarContent | null;
  private hashes: Hash[] | null = null;
  private done = false;

  constructor(file: HashedFile, columns: readonly Column[], next: TarContent | null) {
    this.file = file;
    this.columns = columns;
    this.next = next;
  }

  chunk(bytes: Buffer): boolean {
    if (bytes.length === this.file.size) this.whole(bytes);
    else for (const one of this.running()) one.update(bytes);
    if (this.next !== null && !this.next.chunk(bytes)) this.next = null;
    return true;
  }

  end(): void {
    if (!this.done)
      for (const [at, one] of this.running().entries()) this.columns[at]?.sums.put(this.file.row, one.digest());
    this.next?.end();
  }

  private whole(bytes: Buffer): void {
    for (const { algorithm, sums } of this.columns) sums.put(this.file.row, hash(algorithm, bytes, 'buffer'));
    this.done = true;
  }

  private running(): Hash[] {
    this.hashes ??= this.columns.map(({ algorithm }) => createHash(algorithm));
    return this.hashes;
  }
}

import { ioErrors } from '../errors/index.ts';
import type { TarContent } from './tar-content.ts';
import type { StoredEntry } from './tar-entry.ts';
import { checkParts, leadingParts, type SparsePart } from './tar-sparse.ts';

const zeros = Buffer.alloc(1 << 16);
const maxMap = 4 << 20;

/** Fills the holes of a sparse file with zeros on the way to whoever reads its content. */
export class SparseContent implements TarContent {
  private readonly taker: TarContent;
  private readonly size: number;
  private readonly stored: number;
  private parts: readonly SparsePart[] | null;
  private map: Buffer = Buffer.alloc(0);
  private tryMapAt = 512;
  private next = 0;
  private at = 0;
  private wanted = true;

  constructor(taker: TarContent, stored: StoredEntry) {
    this.taker = taker;
    this.size = stored.entry.size;
    this.stored = stored.entry.stored;
    this.parts = stored.sparse === 'leading' || stored.sparse === undefined ? null : stored.sparse;
    if (this.parts !== null) checkParts(this.parts, this.size, this.stored);
  }

  chunk(bytes: Buffer): boolean {
    const data = this.parts === null ? this.readMap(bytes) : bytes;
    return data === null ? true : this.spread(data);
  }

  end(): void {
    if (this.parts === null) throw ioErrors.TAR_CORRUPT({ because: 'a sparse map does not end' });
    if (this.wanted && this.fillTo(this.size)) this.taker.end();
  }

  /** Collects the map before the data (format 1.0); gives the data behind it once it is whole. */
  private readMap(bytes: Buffer): Buffer | null {
    this.map = Buffer.concat([this.map, bytes]);
    if (this.map.length < this.tryMapAt && this.map.length < this.stored) return null;
    if (this.map.length > maxMap + (1 << 21)) throw ioErrors.TAR_CORRUPT({ because: 'a sparse map does not end' });
    this.tryMapAt = this.map.length * 2;
    const found = leadingParts(this.map);
    if (found === null) return null;
    const rest = this.map.subarray(found.used);
    this.map = Buffer.alloc(0);
    checkParts(found.parts, this.size, this.stored);
    this.parts = found.parts;
    return rest;
  }

  private spread(data: Buffer): boolean {
    for (let used = 0; used < data.length && this.wanted; ) {
      const part = this.parts?.[this.next];
      if (part === undefined) break;
      if (this.at < part.offset) this.fillTo(part.offset);
      const taken = Math.min(data.length - used, part.offset + part.length - this.at);
      if (this.wanted && taken > 0) this.give(data.subarray(used, used + taken));
      used += taken;
      if (this.at >= part.offset + part.length) this.next++;
    }
    return this.wanted;
  }

  private fillTo(end: number): boolean {
    while (this.wanted && this.at < end) this.give(zeros.subarray(0, Math.min(zeros.length, end - this.at)));
    return this.wanted;
  }

  private give(bytes: Buffer): void {
    this.at += bytes.length;
    this.wanted = this.taker.chunk(bytes);
  }
}

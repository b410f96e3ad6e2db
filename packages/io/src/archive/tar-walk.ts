import { ioErrors } from '../errors/index.ts';
import { SparseContent } from './sparse-content.ts';
import type { TarContent } from './tar-content.ts';
import { type Extensions, padding, type StoredEntry, storedEntry, type TarEntry } from './tar-entry.ts';
import { blockSize, isZeroBlock, type RawHeader, readHeader, text } from './tar-header.ts';
import { tarNumber } from './tar-numbers.ts';
import { paxRecords } from './tar-pax.ts';
import { oldGnuParts, type SparsePart } from './tar-sparse.ts';

/** Takes the entries in archive order. */
export interface TarHandler {
  /** A new entry; gives what takes its content, or null to skip that. */
  entry(entry: TarEntry): TarContent | null;
  /** An entry that is left out: an unknown type, or a name longer than any file system takes. */
  leftOut(name: string, why: 'type' | 'name'): void;
}

/** Extended headers longer than this are not kept; the entry they name is left out. The same bound as Go's archive/tar. */
const maxExtension = 1 << 20;

type State = 'header' | 'content' | 'padding' | 'extension' | 'sparse-blocks' | 'ended';

/**
 * Walks a tar archive (POSIX ustar and pax, GNU, of before ustar) that is pushed in pieces of any length, without copying content. Fails with
 * IO_TAR_CORRUPT at a header that no reader accepts and IO_TAR_TRUNCATED (from `finish`) when the archive ends inside an entry.
 */
export class TarWalk {
  /** Did bytes other than zeros follow the end of the archive? They are no entries to most readers. */
  trailing = false;
  private readonly handler: TarHandler;
  private state: State = 'header';
  private left = 0;
  private pad = 0;
  private zeroBlocks = 0;
  private readonly held = Buffer.alloc(blockSize);
  private heldBytes = 0;
  private content: TarContent | null = null;
  private extensions: Extensions = {};
  private extension: { flag: number; bytes: Buffer | null; filled: number } = { flag: 0, bytes: null, filled: 0 };
  private tooLong = false;
  private sparse: { header: RawHeader; parts: SparsePart[]; size: number } | null = null;

  constructor(handler: TarHandler) {
    this.handler = handler;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.state === 'content') at = this.takeContent(chunk, at);
      else if (this.state === 'padding') at = this.takePadding(chunk, at);
      else if (this.state === 'extension') at = this.takeExtension(chunk, at);
      else if (this.state === 'ended') at = this.takeTrailing(chunk, at);
      else at = this.takeBlock(chunk, at);
    }
  }

  /** Says that no more bytes come. An archive without its two zero blocks is accepted, as tar does. */
  finish(): void {
    if (this.state === 'content' || this.state === 'extension' || this.state === 'sparse-blocks')
      throw ioErrors.TAR_TRUNCATED({ missing: this.left });
    if (this.state === 'header' && this.heldBytes > 0)
      throw ioErrors.TAR_TRUNCATED({ missing: blockSize - this.heldBytes });
  }

  private takeBlock(chunk: Buffer, at: number): number {
    if (this.heldBytes === 0 && chunk.length - at >= blockSize) {
      this.block(chunk, at);
      return at + blockSize;
    }
    const taken = Math.min(blockSize - this.heldBytes, chunk.length - at);
    chunk.copy(this.held, this.heldBytes, at, at + taken);
    this.heldBytes += taken;
    if (this.heldBytes === blockSize) {
      this.heldBytes = 0;
      this.block(this.held, 0);
    }
    return at + taken;
  }

  private block(block: Buffer, at: number): void {
    if (this.state === 'sparse-blocks') this.sparseBlock(block, at);
    else if (isZeroBlock(block, at)) this.zeroBlock();
    else this.headerBlock(block, at);
  }

  private zeroBlock(): void {
    this.zeroBlocks++;
    if (this.zeroBlocks === 2) this.state = 'ended';
  }

  private headerBlock(block: Buffer, at: number): void {
    this.zeroBlocks = 0;
    const header = readHeader(block, at);
    if (isExtension(header.flag)) this.startExtension(header);
    else if (header.flag === 0x53 && header.gnu) this.startSparse(header, block, at);
    else this.startEntry(storedEntry(header, this.extensions));
  }

  private startEntry(stored: StoredEntry): void {
    const dropped = this.tooLong ? 'name' : stored.entry.kind === 'other' ? 'type' : null;
    this.extensions = {};
    this.tooLong = false;
    this.left = stored.entry.stored;
    this.pad = padding(stored.entry.stored);
    if (dropped !== null) this.handler.leftOut(stored.entry.name, dropped);
    const taker = dropped === null ? this.handler.entry(stored.entry) : null;
    this.content = taker !== null && stored.sparse !== undefined ? new SparseContent(taker, stored) : taker;
    this.state = 'content';
    if (this.left === 0) this.endContent();
  }

  private takeContent(chunk: Buffer, at: number): number {
    const taken = Math.min(this.left, chunk.length - at);
    this.left -= taken;
    if (this.content !== null && !this.content.chunk(chunk.subarray(at, at + taken))) this.content = null;
    if (this.left === 0) this.endContent();
    return at + taken;
  }

  private endContent(): void {
    this.content?.end();
    this.content = null;
    this.state = this.pad > 0 ? 'padding' : 'header';
  }

  private takePadding(chunk: Buffer, at: number): number {
    const taken = Math.min(this.pad, chunk.length - at);
    this.pad -= taken;
    if (this.pad === 0) this.state = 'header';
    return at + taken;
  }

  private startExtension(header: RawHeader): void {
    const kept = header.size <= maxExtension;
    if (!kept && header.flag !== 0x67) this.tooLong = true;
    this.extension = { flag: header.flag, bytes: kept ? Buffer.alloc(header.size) : null, filled: 0 };
    this.left = header.size;
    this.pad = padding(header.size);
    this.state = 'extension';
    if (this.left === 0) this.endExtension();
  }

  private takeExtension(chunk: Buffer, at: number): number {
    const taken = Math.min(this.left, chunk.length - at);
    this.left -= taken;
    if (this.extension.bytes !== null) chunk.copy(this.extension.bytes, this.extension.filled, at, at + taken);
    this.extension.filled += taken;
    if (this.left === 0) this.endExtension();
    return at + taken;
  }

  private endExtension(): void {
    const { flag, bytes } = this.extension;
    this.extension = { flag: 0, bytes: null, filled: 0 };
    this.state = this.pad > 0 ? 'padding' : 'header';
    if (bytes === null || flag === 0x67) return;
    if (flag === 0x4c) this.extensions = { ...this.extensions, longName: text(bytes, 0, bytes.length) };
    else if (flag === 0x4b) this.extensions = { ...this.extensions, longLink: text(bytes, 0, bytes.length) };
    else this.extensions = { ...this.extensions, records: [...(this.extensions.records ?? []), ...paxRecords(bytes)] };
  }

  /** Old GNU sparse files: four parts in the header, the others in blocks that follow it. */
  private startSparse(header: RawHeader, block: Buffer, at: number): void {
    this.sparse = { header, parts: oldGnuParts(block, at + 386, 4), size: tarNumber(block, at + 483, 12) };
    if (block[at + 482] === 0) this.endSparse();
    else this.state = 'sparse-blocks';
  }

  private sparseBlock(block: Buffer, at: number): void {
    this.sparse?.parts.push(...oldGnuParts(block, at, 21));
    if ((this.sparse?.parts.length ?? 0) > 100_000)
      throw ioErrors.TAR_CORRUPT({ because: 'a sparse map has too many parts' });
    if (block[at + 504] === 0) this.endSparse();
  }

  private endSparse(): void {
    const sparse = this.sparse;
    this.sparse = null;
    if (sparse === null) return;
    const plain = storedEntry(sparse.header, this.extensions);
    const size = sparse.size >= 0 ? sparse.size : plain.entry.size;
    this.startEntry({ ...plain, entry: { ...plain.entry, size }, sparse: sparse.parts });
  }

  private takeTrailing(chunk: Buffer, at: number): number {
    for (let i = at; !this.trailing && i < chunk.length; i++) if (chunk[i] !== 0) this.trailing = true;
    return chunk.length;
  }
}

/** GNU long name (`L`) and link (`K`), pax for the next entry (`x`, Solaris `X`) or for all (`g`). */
function isExtension(flag: number): boolean {
  return flag === 0x4c || flag === 0x4b || flag === 0x78 || flag === 0x58 || flag === 0x67;
}

import type { TarContent } from '@gantry/io/archive';
import { memoryAccess, type RandomAccess } from '@gantry/io/files';
import { sbomErrors } from '../errors.ts';
import { ContentBuffer } from './content-buffer.ts';
import type { Dispatcher, Want } from './dispatcher.ts';
import type { FactsList } from './facts-list.ts';
import type { ScanLimits } from './limits.ts';
import { magicBytes } from './magic.ts';

/** The file whose content comes next. */
export interface NextFile {
  readonly row: number;
  /** Absolute path. */
  readonly path: string;
  readonly size: number;
  readonly mode: number;
  /** Readers that want it by its name. */
  readonly wants: readonly Want[];
  /** Let first bytes decide too. */
  readonly sniff: boolean;
}

/** May this reader see this row? Files that hung a reader before are left to the others. */
export type Admits = (reader: number, row: number) => boolean;

/** Gathers the content of wanted files and hands it to their readers. One file at a time; it is used again for the next. */
export class FileCollector implements TarContent {
  private readonly dispatcher: Dispatcher;
  private readonly facts: FactsList;
  private readonly admits: Admits;
  private readonly buffer: ContentBuffer;
  private file: NextFile = { row: 0, path: '', size: 0, mode: 0, wants: [], sniff: false };
  private head = Buffer.alloc(magicBytes);
  private headBytes = 0;
  private sniffing = false;
  private magicWants: readonly Want[] = [];
  private whole: Buffer | null = null;

  constructor(parts: {
    readonly dispatcher: Dispatcher;
    readonly facts: FactsList;
    readonly limits: ScanLimits;
    readonly admits: Admits;
  }) {
    this.dispatcher = parts.dispatcher;
    this.facts = parts.facts;
    this.admits = parts.admits;
    this.buffer = new ContentBuffer(parts.limits.memoryFileBytes);
  }

  /** Prepares for a file; null when no reader can want its content. Too large ones are noted. */
  expect(file: NextFile): TarContent | null {
    const wants = this.affordable(file, file.wants, false);
    this.sniffing = file.sniff && file.size >= magicBytes;
    if (wants.length === 0 && !this.sniffing) return null;
    this.file = { ...file, wants };
    this.magicWants = [];
    this.headBytes = 0;
    this.whole = null;
    if (!this.sniffing) this.buffer.start(file.size);
    return this;
  }

  chunk(bytes: Buffer): boolean {
    if (!this.sniffing) return this.take(bytes);
    if (this.headBytes === 0 && bytes.length >= magicBytes) return this.decide(bytes) && this.take(bytes);
    const used = bytes.copy(this.head, this.headBytes);
    this.headBytes += used;
    if (this.headBytes < magicBytes) return true;
    return this.decide(this.head) && this.take(this.head) && this.take(bytes.subarray(used));
  }

  end(): void {
    const { row, path, size, mode, wants } = this.file;
    const content: RandomAccess = this.whole === null ? this.buffer.access() : memoryAccess(this.whole);
    const file = { path, size, mode, content };
    for (const { reader, path: as } of wants) {
      if (as === undefined) this.facts.read({ row, reader, magic: false }, file);
      else this.facts.read({ row, reader, magic: false, as }, { ...file, path: as });
    }
    for (const { reader } of this.magicWants) this.facts.read({ row, reader, magic: true }, file);
    this.whole = null;
    this.buffer.clear();
  }

  private decide(head: Uint8Array): boolean {
    this.sniffing = false;
    const named = this.file.wants;
    const byHead = this.dispatcher.byHead(head).filter(({ reader }) => !named.some((want) => want.reader === reader));
    this.magicWants = this.affordable(this.file, byHead, true);
    if (named.length === 0 && this.magicWants.length === 0) return false;
    this.buffer.start(this.file.size);
    return true;
  }

  private take(bytes: Buffer): boolean {
    if (bytes.length === this.file.size) this.whole = bytes;
    else this.buffer.append(bytes);
    return true;
  }

  private affordable(file: NextFile, wants: readonly Want[], magic: boolean): readonly Want[] {
    if (wants.length === 0) return wants;
    return wants.filter(({ reader, maxBytes }) => {
      if (!this.admits(reader, file.row)) return false;
      if (file.size <= maxBytes) return true;
      const refused = sbomErrors.FILE_TOO_LARGE({ size: file.size, limit: maxBytes });
      this.facts.refuse({ row: file.row, reader, magic }, { code: refused.code, because: refused.message });
      return false;
    });
  }
}

import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { ioErrors } from '../errors/index.ts';
import { type Entry, encodeEntry } from './entries.ts';
import { checksum, encodeFooter, footerLength, magic, type Part, type SectionFacts } from './format.ts';
import { encodeIndex, type IndexedBlock } from './section-index.ts';

/** What was written. */
export interface WrittenBlockFile {
  /** `sha256:` of the whole file. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** Writes a block file from front to back. */
export interface BlockFileWriter {
  /**
   * A section from entries in key order without repeats; gives the number of entries. `pause` is awaited now and then, so
   * that a long section does not hold up the process. IO_WRITE_FAILED on a full disk.
   */
  section(name: string, entries: Iterable<Entry>, pause?: () => Promise<void>): Promise<number>;
  /** Ends the file with the caller's facts and makes it durable. */
  finish(meta: unknown): WrittenBlockFile;
  /** Closes without an end: such a file is refused by every reader. */
  abandon(): void;
}

/** Raw bytes of entries after which a block is closed: larger blocks compress better, smaller ones are read faster. */
const defaultBlockBytes = 16 * 1024;

/** Creates `path` (which must not exist) as a block file. Equal entries and facts give equal bytes. */
export function createBlockFile(path: string, options: { readonly blockBytes?: number } = {}): BlockFileWriter {
  const out = createAppender(path);
  const sections: SectionFacts[] = [];
  const blockBytes = options.blockBytes ?? defaultBlockBytes;
  out.append(magic);
  return {
    async section(name, entries, pause) {
      const written = await writeBlocks(createBlockWriter(out, blockBytes), entries, pause);
      const index = out.append(encodeIndex(written.blocks));
      sections.push({ name, blocks: written.blocks.length, entries: written.entries, index });
      return written.entries;
    },
    finish(meta) {
      const metaPart = out.append(Buffer.from(JSON.stringify(meta)));
      const directory = out.append(Buffer.from(JSON.stringify({ version: 1, meta: metaPart, sections })));
      out.append(encodeFooter(directory, out.size() + footerLength));
      return out.close();
    },
    abandon: () => void out.close(),
  };
}

const entriesBetweenPauses = 5_000;

async function writeBlocks(
  writer: BlockWriter,
  entries: Iterable<Entry>,
  pause?: () => Promise<void>,
): Promise<{ blocks: readonly IndexedBlock[]; entries: number }> {
  let count = 0;
  for (const entry of entries) {
    writer.add(entry);
    count += 1;
    if (pause && count % entriesBetweenPauses === 0) await pause();
  }
  writer.close();
  return { blocks: writer.blocks, entries: count };
}

/** Gathers entries into blocks. */
interface BlockWriter {
  readonly blocks: readonly IndexedBlock[];
  add(entry: Entry): void;
  /** Writes the block that was begun. */
  close(): void;
}

function createBlockWriter(out: Appender, blockBytes: number): BlockWriter {
  const blocks: IndexedBlock[] = [];
  let pieces: Buffer[] = [];
  let firstKey: Buffer | null = null;
  let size = 0;

  function close(): void {
    if (!firstKey) return;
    const raw = Buffer.concat(pieces);
    const part = out.append(deflateRawSync(raw, { level: 6 }));
    blocks.push({ ...part, rawLength: raw.length, firstKey });
    pieces = [];
    firstKey = null;
    size = 0;
  }
  return {
    blocks,
    add({ key, value }) {
      if (size > 0 && size + value.length > blockBytes) close();
      firstKey ??= Buffer.from(key);
      const bytes = encodeEntry(key, value);
      pieces.push(bytes);
      size += bytes.length;
      if (size >= blockBytes) close();
    },
    close,
  };
}

interface Appender {
  append(bytes: Uint8Array): Part;
  size(): number;
  close(): WrittenBlockFile;
}

/** Appends to a new file in large writes, hashing along the way. */
function createAppender(path: string): Appender {
  const descriptor = guard(path, () => openSync(path, 'wx', 0o644));
  const hash = createHash('sha256');
  let waiting: Uint8Array[] = [];
  let waitingSize = 0;
  let size = 0;

  function flush(): void {
    const bytes = Buffer.concat(waiting);
    for (let done = 0; done < bytes.length; ) done += guard(path, () => writeSync(descriptor, bytes, done));
    waiting = [];
    waitingSize = 0;
  }
  return {
    append(bytes) {
      const part = { offset: size, length: bytes.length, crc: checksum(bytes) };
      hash.update(bytes);
      waiting.push(bytes);
      waitingSize += bytes.length;
      size += bytes.length;
      if (waitingSize > 1 << 20) flush();
      return part;
    },
    size: () => size,
    close() {
      try {
        flush();
        guard(path, () => fsyncSync(descriptor));
      } finally {
        closeSync(descriptor);
      }
      return { digest: `sha256:${hash.digest('hex')}`, size };
    },
  };
}

function guard<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw ioErrors.WRITE_FAILED(
      { path, because: (cause as NodeJS.ErrnoException).code ?? 'no reason given' },
      { cause },
    );
  }
}

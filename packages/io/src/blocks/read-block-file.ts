import { createHash } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { openRegular } from '../files/open-regular.ts';
import { fileAccess, type RandomAccess } from '../files/random-access.ts';
import { createBlockCache } from './block-cache.ts';
import { type Entry, entriesOf, findEntry } from './entries.ts';
import { checksum, corrupt, type Directory, decodeFooter, footerLength, longestPart, type Part } from './format.ts';
import { readDirectory } from './read-directory.ts';
import { decodeIndex, type SectionIndex } from './section-index.ts';

/** An open block file. It stays readable when the file is replaced or removed. Reads are synchronous. */
export interface BlockFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** What the writer handed to `finish`. */
  readonly meta: unknown;
  /** The value under a key, or null. IO_BLOCKS_CORRUPT when the block does not match its checksum. */
  get(section: string, key: string): Buffer | null;
  /** Entries from the first key that is not below `from`, in key order. Does not fill the cache. */
  entries(section: string, from?: string): Generator<Entry>;
  /** Number of entries of a section; 0 when there is no such section. */
  count(section: string): number;
  /** `sha256:` of the whole file, read afresh. */
  digest(): string;
  close(): void;
}

/** Decoded blocks kept in memory, in bytes. */
const defaultCacheBytes = 8 * 1024 * 1024;

/**
 * Opens a block file: reads its footer, directory and indexes, nothing else. IO_FILE_MISSING when it is not there,
 * IO_BLOCKS_CORRUPT when it is cut off or damaged.
 */
export function openBlockFile(path: string, options: { readonly cacheBytes?: number } = {}): BlockFile {
  const descriptor = openRegular(path);
  try {
    const size = fstatSync(descriptor).size;
    return overAccess(path, fileAccess(descriptor, 0, size), {
      descriptor,
      cacheBytes: options.cacheBytes ?? defaultCacheBytes,
    });
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

interface OpenParts {
  readonly path: string;
  readonly access: RandomAccess;
  readonly indexes: ReadonlyMap<string, SectionIndex>;
}

function overAccess(path: string, access: RandomAccess, more: { descriptor: number; cacheBytes: number }): BlockFile {
  const directory = openDirectory(path, access);
  const meta = parseJson(path, readPart(path, access, directory.meta));
  const parts: OpenParts = { path, access, indexes: openIndexes(path, access, directory) };
  const cache = createBlockCache(more.cacheBytes);
  let open = true;
  return {
    path,
    size: access.size,
    meta,
    get(section, key) {
      const bytes = Buffer.from(key, 'utf8');
      const position = parts.indexes.get(section)?.search(bytes) ?? -1;
      if (position < 0) return null;
      return findEntry(
        cache.get(`${section} ${position}`, () => readBlock(parts, section, position)),
        bytes,
      );
    },
    entries: (section, from) => entriesFrom(parts, section, from),
    count: (section) => directory.sections.find((known) => known.name === section)?.entries ?? 0,
    digest: () => digestOf(access),
    close() {
      if (open) closeSync(more.descriptor);
      open = false;
    },
  };
}

function openDirectory(path: string, access: RandomAccess): Directory {
  const footer = access.read(Math.max(0, access.size - footerLength), footerLength);
  const part = decodeFooter(footer, access.size, path);
  const directory = readDirectory(parseJson(path, readPart(path, access, part)));
  if (!directory) throw corrupt(path, 'its directory has a wrong shape');
  return directory;
}

function openIndexes(path: string, access: RandomAccess, directory: Directory): Map<string, SectionIndex> {
  const indexes = new Map<string, SectionIndex>();
  for (const section of directory.sections) {
    const index = decodeIndex(Buffer.from(readPart(path, access, section.index)), access.size);
    if (!index || index.count !== section.blocks) throw corrupt(path, `the index of ${section.name} makes no sense`);
    indexes.set(section.name, index);
  }
  return indexes;
}

function* entriesFrom(parts: OpenParts, section: string, from = ''): Generator<Entry> {
  const index = parts.indexes.get(section);
  const start = Buffer.from(from, 'utf8');
  for (let position = Math.max(0, index?.search(start) ?? 0); position < (index?.count ?? 0); position += 1) {
    for (const entry of entriesOf(readBlock(parts, section, position))) {
      if (entry.key.compare(start) >= 0) yield entry;
    }
  }
}

/** What zlib takes at least. Bytes. */
const minChunk = 64;

function readBlock(parts: OpenParts, section: string, position: number): Buffer {
  const block = (parts.indexes.get(section) as SectionIndex).block(position);
  const packed = readPart(parts.path, parts.access, block);
  const what = `block ${position} of ${section}`;
  try {
    // one buffer of the right size: buffers are garbage that the heap does not see
    const size = Math.max(minChunk, block.rawLength + 1);
    const raw = inflateRawSync(packed, { chunkSize: size, maxOutputLength: size });
    if (raw.length === block.rawLength) return raw;
  } catch (cause) {
    throw corrupt(parts.path, `${what} cannot be inflated`, cause);
  }
  throw corrupt(parts.path, `${what} has a wrong length`);
}

/** The bytes of a part, with its checksum compared. */
function readPart(path: string, access: RandomAccess, part: Part): Uint8Array {
  if (part.length > longestPart || part.offset + part.length > access.size)
    throw corrupt(path, 'a part lies outside of it');
  const bytes = access.read(part.offset, part.length);
  if (bytes.length !== part.length) throw corrupt(path, 'it ends too early');
  if (checksum(bytes) !== part.crc) throw corrupt(path, `the checksum at byte ${part.offset} is wrong`);
  return bytes;
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch (cause) {
    throw corrupt(path, 'its facts are no JSON', cause);
  }
}

function digestOf(access: RandomAccess): string {
  const hash = createHash('sha256');
  const step = 4 * 1024 * 1024;
  for (let at = 0; at < access.size; at += step) hash.update(access.read(at, Math.min(step, access.size - at)));
  return `sha256:${hash.digest('hex')}`;
}

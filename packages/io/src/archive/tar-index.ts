import { type FileHandle, open } from 'node:fs/promises';
import { ioErrors } from '../errors/index.ts';
import { textOfBytes } from './byte-text.ts';
import { type Extensions, padding, storedEntry, type TarKind } from './tar-entry.ts';
import { blockSize, isZeroBlock, type RawHeader, readHeader } from './tar-header.ts';
import { paxRecords } from './tar-pax.ts';

/** Where an entry of a plain tar archive on disk lies. */
export interface TarPlace {
  readonly kind: TarKind;
  /** Start of the content in the archive, in bytes. */
  readonly offset: number;
  /** Bytes of the content. */
  readonly size: number;
  /** Target of a link, as stored. */
  readonly link: string;
}

/** Budgets of an index. */
export interface TarIndexLimits {
  readonly maxEntries: number;
}

/** Extended headers hold a name each; longer ones are no archive of an image. */
const maxExtension = 64 << 10;

/** Type flag `S`. */
const oldSparse = 0x53;

/**
 * The entries of an uncompressed tar archive by name (`./` in front and slashes at the end dropped), contents not read. Of two entries with
 * one name the later stands, as when the archive is unpacked. Sparse entries are left out.
 *
 * Fails with IO_TAR_CORRUPT, IO_TAR_TRUNCATED, or IO_TAR_LIMIT when it has more entries than allowed.
 */
export async function indexTar(path: string, limits: TarIndexLimits): Promise<ReadonlyMap<string, TarPlace>> {
  const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw ioErrors.FILE_UNREADABLE({ path, because: cause.code ?? 'unknown' }, { cause });
  });
  try {
    const { size } = await handle.stat();
    return await walk({ handle, size, path }, limits);
  } finally {
    await handle.close();
  }
}

interface Archive {
  readonly handle: FileHandle;
  readonly size: number;
  readonly path: string;
}

/** The walk so far. */
interface Walk {
  readonly archive: Archive;
  readonly places: Map<string, TarPlace>;
  extensions: Extensions;
  at: number;
}

async function walk(archive: Archive, limits: TarIndexLimits): Promise<ReadonlyMap<string, TarPlace>> {
  const state: Walk = { archive, places: new Map(), extensions: {}, at: 0 };
  let zeroBlocks = 0;
  // Up to two extended headers stand before each entry.
  for (let headers = 0; state.at < archive.size && zeroBlocks < 2; headers += 1) {
    if (headers > limits.maxEntries * 3) throw ioErrors.TAR_LIMIT({ limit: limits.maxEntries });
    const block = await bytesAt(archive, state.at, blockSize);
    state.at += blockSize;
    zeroBlocks = isZeroBlock(block, 0) ? zeroBlocks + 1 : 0;
    if (zeroBlocks === 0) await takeHeader(state, readHeader(block, 0));
  }
  return state.places;
}

async function takeHeader(state: Walk, header: RawHeader): Promise<void> {
  const extended = extensionOf(header.flag);
  if (extended === undefined) return takeEntry(state, header);
  if (header.size > maxExtension) {
    throw ioErrors.TAR_CORRUPT({ because: 'a name is longer than any file system takes' });
  }
  state.extensions = extend(state.extensions, extended, await bytesAt(state.archive, state.at, header.size));
  state.at += header.size + padding(header.size);
}

function takeEntry(state: Walk, header: RawHeader): void {
  if (header.flag === oldSparse) throw ioErrors.TAR_CORRUPT({ because: 'it has sparse entries of the old GNU form' });
  const { entry, sparse } = storedEntry(header, state.extensions);
  const end = state.at + entry.stored;
  if (end > state.archive.size) throw ioErrors.TAR_TRUNCATED({ missing: end - state.archive.size });
  const place = { kind: entry.kind, offset: state.at, size: entry.stored, link: textOfBytes(entry.link) };
  if (sparse === undefined) state.places.set(plainName(textOfBytes(entry.name)), place);
  state.extensions = {};
  state.at = end + padding(entry.stored);
}

type Extended = 'pax' | 'name' | 'link' | 'skip';

/** Pax (x), global pax (g, without meaning for names here), GNU long name (L) and long link (K). */
function extensionOf(flag: number): Extended | undefined {
  if (flag === 0x78 || flag === 0x58) return 'pax';
  if (flag === 0x67) return 'skip';
  if (flag === 0x4c) return 'name';
  if (flag === 0x4b) return 'link';
  return undefined;
}

function extend(extensions: Extensions, extended: Extended, bytes: Buffer): Extensions {
  const end = bytes.indexOf(0);
  const text = bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
  if (extended === 'pax') return { ...extensions, records: paxRecords(bytes) };
  if (extended === 'name') return { ...extensions, longName: text };
  if (extended === 'link') return { ...extensions, longLink: text };
  return extensions;
}

async function bytesAt(archive: Archive, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = length === 0 ? { bytesRead: 0 } : await archive.handle.read(bytes, 0, length, offset);
  if (bytesRead < length) throw ioErrors.TAR_TRUNCATED({ missing: length - bytesRead });
  return bytes;
}

function plainName(name: string): string {
  let start = 0;
  while (name.startsWith('./', start)) start += 2;
  let end = name.length;
  while (end > start && name[end - 1] === '/') end -= 1;
  return name.slice(start, end);
}

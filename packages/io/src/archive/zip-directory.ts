import { ioErrors } from '../errors/index.ts';
import type { RandomAccess } from '../files/index.ts';
import { findZipDirectory, readUint64, viewOf, type ZipDirectorySpan } from './zip-end.ts';

/** One file of a zip, as its central directory states it. */
export interface ZipEntry {
  /** As stored, `/` between parts. It is a label: never use it as a path on disk. Control characters are replaced. */
  readonly name: string;
  /** 0 stored, 8 deflated; others are refused on opening. */
  readonly method: number;
  readonly encrypted: boolean;
  /** A symbolic link by its Unix mode: its content is a target, not a file. */
  readonly link: boolean;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes when unpacked, as claimed. */
  readonly size: number;
  /** Position of its local header in the content. */
  readonly position: number;
}

/** What the central directory of a zip holds. */
export interface ZipIndex {
  /** The entries that `keep` asked for, in stored order. */
  readonly entries: readonly ZipEntry[];
  /** All entries, also those not kept. */
  readonly total: number;
  /** Two entries share bytes: the mark of a bomb. Nothing large should be unpacked. */
  readonly overlapping: boolean;
}

/** Bounds of a directory, and which of its entries are wanted. */
export interface ZipIndexOptions {
  /** More entries than this are refused with IO_ZIP_LIMIT. */
  readonly maxEntries: number;
  /** A larger directory is refused with IO_ZIP_LIMIT. Bytes. */
  readonly maxDirectoryBytes: number;
  /** Decides by the raw name which entries are returned. The bytes are only valid during the call. */
  readonly keep?: (name: Uint8Array) => boolean;
}

const recordSignature = 0x02014b50;
const digitalSignature = 0x05054b50;
const recordBytes = 46;
const localHeaderBytes = 30;

/**
 * Reads the central directory of a zip (APPNOTE 6.3.10: zip64, comments, bytes before the archive). Local headers are not
 * looked at. IO_ZIP_BROKEN when it is none, IO_ZIP_LIMIT when it is too large.
 */
export function readZipIndex(content: RandomAccess, options: ZipIndexOptions): ZipIndex {
  const span = findZipDirectory(content);
  if (span.size > options.maxDirectoryBytes)
    throw ioErrors.ZIP_LIMIT({ because: `its directory has ${span.size} bytes` });
  if (span.entries > options.maxEntries) throw ioErrors.ZIP_LIMIT({ because: `it claims ${span.entries} entries` });
  const bytes = content.read(span.start, span.size);
  return scanRecords(bytes, span, options);
}

function scanRecords(bytes: Uint8Array, span: ZipDirectorySpan, options: ZipIndexOptions): ZipIndex {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  const spans = new SpanCheck();
  let total = 0;
  let at = 0;
  while (at + recordBytes <= bytes.length && view.getUint32(at, true) === recordSignature) {
    if (++total > options.maxEntries)
      throw ioErrors.ZIP_LIMIT({ because: `it has more than ${options.maxEntries} entries` });
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + recordBytes + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) throw ioErrors.ZIP_BROKEN({ because: 'its directory ends inside a record' });
    const name = bytes.subarray(at + recordBytes, at + recordBytes + nameLength);
    const sizes = readSizes(view, at, { from: at + recordBytes + nameLength, length: extraLength });
    const position = span.prefix + sizes.offset;
    spans.add(position, position + localHeaderBytes + nameLength + sizes.packed);
    if (!options.keep || options.keep(name)) entries.push(toEntry(view, at, { name, sizes, position }));
    at = next;
  }
  const complete = at === bytes.length || (at + 4 <= bytes.length && view.getUint32(at, true) === digitalSignature);
  if (!complete || total % 0x1_0000 !== span.entries % 0x1_0000) {
    throw ioErrors.ZIP_BROKEN({ because: `its directory has ${total} of ${span.entries} records` });
  }
  return { entries, total, overlapping: spans.overlapping() };
}

interface Sizes {
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Sizes and offset of a record, from the zip64 extra field (4.5.3) where the short ones say so. */
function readSizes(view: DataView, at: number, extra: { readonly from: number; readonly length: number }): Sizes {
  let packed = view.getUint32(at + 20, true);
  let size = view.getUint32(at + 24, true);
  let offset = view.getUint32(at + 42, true);
  if (packed !== 0xffffffff && size !== 0xffffffff && offset !== 0xffffffff) return { packed, size, offset };
  let { from } = extra;
  const end = from + extra.length;
  while (from + 4 <= end) {
    const length = view.getUint16(from + 2, true);
    if (view.getUint16(from, true) === 1) {
      const stop = Math.min(end, from + 4 + length);
      let field = from + 4;
      const next = (short: number) => {
        if (short !== 0xffffffff || field + 8 > stop) return short;
        field += 8;
        return readUint64(view, field - 8);
      };
      size = next(size);
      packed = next(packed);
      offset = next(offset);
      break;
    }
    from += 4 + length;
  }
  return { packed, size, offset };
}

function toEntry(
  view: DataView,
  at: number,
  parts: { readonly name: Uint8Array; readonly sizes: Sizes; readonly position: number },
): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const madeByUnix = view.getUint8(at + 5) === 3;
  const mode = view.getUint32(at + 38, true) >>> 16;
  return {
    name: readName(parts.name),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    link: madeByUnix && (mode & 0o170000) === 0o120000,
    crc: view.getUint32(at + 16, true),
    packedSize: parts.sizes.packed,
    size: parts.sizes.size,
    position: parts.position,
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 when the bytes are that, whatever the flag says; else one character per byte. */
function readName(bytes: Uint8Array): string {
  let name: string;
  try {
    name = utf8.decode(bytes);
  } catch {
    name = Buffer.from(bytes).toString('latin1');
  }
  return name.replace(/\p{Cc}/gu, '\ufffd');
}

/** Finds out whether any two stretches share a byte; entries in stored order cost one comparison each. */
class SpanCheck {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private ordered = true;

  add(start: number, end: number): void {
    const last = this.ends.at(-1);
    if (last !== undefined && start < last) this.ordered = false;
    this.starts.push(start);
    this.ends.push(end);
  }

  overlapping(): boolean {
    if (this.ordered) return false;
    const order = Array.from(this.starts.keys()).sort((a, b) => (this.starts[a] ?? 0) - (this.starts[b] ?? 0));
    return order.some(
      (index, place) => place > 0 && (this.starts[index] ?? 0) < (this.ends[order[place - 1] ?? 0] ?? 0),
    );
  }
}

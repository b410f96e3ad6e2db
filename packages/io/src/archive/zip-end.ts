import { ioErrors } from '../errors/index.ts';
import type { RandomAccess } from '../files/index.ts';

/** Where the central directory of a zip lies. */
export interface ZipDirectorySpan {
  /** Position of its first record. */
  readonly start: number;
  /** Bytes. */
  readonly size: number;
  /** Records it should have; modulo 65,536 in archives without zip64. */
  readonly entries: number;
  /** Bytes before the archive (a launcher script, say): every offset in the archive counts from here. */
  readonly prefix: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const recordSignature = 0x02014b50;
const endBytes = 22;
const longestComment = 0xffff;

/**
 * Finds the end record of a zip (APPNOTE 4.3.16, zip64 4.3.14) in the last 64 KiB. A record whose comment fills the file
 * exactly is preferred; bytes behind it are put up with. IO_ZIP_BROKEN when there is none with a directory.
 */
export function findZipDirectory(content: RandomAccess): ZipDirectorySpan {
  const length = Math.min(content.size, endBytes + longestComment);
  const tail = viewOf(Uint8Array.from(content.read(content.size - length, length)));
  for (const strict of [true, false]) {
    for (let at = tail.byteLength - endBytes; at >= 0; at--) {
      if (tail.getUint8(at) !== 0x50 || tail.getUint32(at, true) !== endSignature) continue;
      const rest = tail.byteLength - at - endBytes - tail.getUint16(at + 20, true);
      if (rest < 0 || (strict && rest > 0)) continue;
      const span = directoryBefore(content, tail, { at, position: content.size - length + at });
      if (span) return span;
    }
  }
  throw ioErrors.ZIP_BROKEN({ because: 'it has no end record that leads to a directory' });
}

/** The directory that the end record at `at` of the tail leads to; null when there is none. */
function directoryBefore(
  content: RandomAccess,
  tail: DataView,
  end: { readonly at: number; readonly position: number },
): ZipDirectorySpan | null {
  const stated = {
    entries: tail.getUint16(end.at + 10, true),
    size: tail.getUint32(end.at + 12, true),
    offset: tail.getUint32(end.at + 16, true),
    endsAt: end.position,
  };
  const wide = stated.entries === 0xffff || stated.size === 0xffffffff || stated.offset === 0xffffffff;
  const place = (wide && readZip64(content, end.position)) || stated;
  const start = place.endsAt - place.size;
  if (place.entries === 0 && place.size === 0) return { start: place.endsAt, size: 0, entries: 0, prefix: 0 };
  if (start >= place.offset && isRecord(content, start)) {
    return { start, size: place.size, entries: place.entries, prefix: start - place.offset };
  }
  if (place.offset + place.size <= place.endsAt && isRecord(content, place.offset)) {
    return { start: place.offset, size: place.size, entries: place.entries, prefix: 0 };
  }
  return null;
}

function readZip64(content: RandomAccess, endPosition: number) {
  const locatorAt = endPosition - 20;
  if (locatorAt < 0) return null;
  const locator = viewOf(content.read(locatorAt, 20));
  if (locator.byteLength < 20 || locator.getUint32(0, true) !== locatorSignature) return null;
  const stated = readUint64(locator, 8);
  for (const at of [locatorAt - 56, stated]) {
    if (at < 0 || at + 56 > content.size) continue;
    const record = viewOf(content.read(at, 56));
    if (record.getUint32(0, true) !== end64Signature) continue;
    return {
      entries: readUint64(record, 32),
      size: readUint64(record, 40),
      offset: readUint64(record, 48),
      endsAt: at,
    };
  }
  return null;
}

function isRecord(content: RandomAccess, position: number): boolean {
  if (position < 0 || position + 46 > content.size) return false;
  return viewOf(content.read(position, 4)).getUint32(0, true) === recordSignature;
}

/** An unsigned 64-bit number; past 2^53 it loses digits, which every bounds check refuses anyway. */
export function readUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x1_0000_0000;
}

/** A view over the bytes where they are. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import { type ObjectFile, type ObjectSegment, readAddress } from '../_shared/object-file/index.ts';

/** The two strings that Go's linker leaves in every program. */
export interface RawBuildInfo {
  readonly version: string;
  readonly modules: string;
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerBytes = 32;
const alignment = 16;
/** How much of a part is searched. The linker puts the information near the start of a section of its own, or of the data. */
const searchBytes = 64 * 1024 * 1024;
const blockBytes = 1024 * 1024;
const longestVersion = 1024;
const longestModules = 4 * 1024 * 1024;

/**
 * Finds and reads Go's build information: in its own section (ELF, Mach-O), else in writable data (PE, and programs whose section
 * table was stripped). Null when the program has none: it is not Go, or older than 1.13. It follows Go's debug/buildinfo:
 * strings in place since Go 1.18, pointers to them before, in either byte order and width.
 */
export function findBuildInfo(file: ObjectFile): RawBuildInfo | null {
  for (const part of placesToLook(file)) {
    const position = search(file, part);
    const found = position === null ? null : readAt(file, position);
    if (found) return found;
  }
  return null;
}

function placesToLook(file: ObjectFile): readonly ObjectSegment[] {
  const own = file.sections.filter((section) => section.name === '.go.buildinfo' || section.name === '__go_buildinfo');
  if (own.length > 0) return own;
  if (file.format !== 'pe' && file.sections.length > 0) return [];
  return file.segments().filter((part) => part.writable && part.size > 0);
}

/** Position of the mark in the content; it is aligned in memory, so also within its part. */
function search(file: ObjectFile, part: ObjectSegment): number | null {
  const end = Math.min(part.offset + Math.min(part.size, searchBytes), file.content.size);
  for (let from = part.offset; from + headerBytes <= end; from += blockBytes) {
    const length = Math.min(blockBytes + headerBytes, end - from);
    const block = asBuffer(file.content.read(from, length));
    for (let at = block.indexOf(magic); at >= 0; at = block.indexOf(magic, at + 1)) {
      const delta = from + at - part.offset;
      if (delta % alignment === 0 || (part.address + delta) % alignment === 0) return from + at;
    }
  }
  return null;
}

function readAt(file: ObjectFile, position: number): RawBuildInfo | null {
  const header = Uint8Array.from(file.content.read(position, headerBytes));
  if (header.length < headerBytes) return null;
  return ((header[15] ?? 0) & 2) !== 0 ? readInPlace(file, position) : readByPointers(file, header);
}

/** Go 1.18 and later: two strings behind the header, each after its length as a varint. */
function readInPlace(file: ObjectFile, position: number): RawBuildInfo | null {
  const version = readCounted(file, position + headerBytes, longestVersion);
  const modules = version && readCounted(file, version.end, longestModules);
  return modules ? { version: version.text.toString(), modules: modulesText(modules.text) } : null;
}

function readCounted(
  file: ObjectFile,
  position: number,
  limit: number,
): { readonly text: Buffer; readonly end: number } | null {
  const prefix = file.content.read(position, 10);
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = prefix[index];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 128 ** index;
    if (byte >= 0x80) continue;
    const start = position + index + 1;
    if (length > limit || start + length > file.content.size) return null;
    return { text: Buffer.from(file.content.read(start, length)), end: start + length };
  }
  return null;
}

/** Go 1.13 to 1.17: the header holds pointers to two Go strings, each a pointer and a length. */
function readByPointers(file: ObjectFile, header: Uint8Array): RawBuildInfo | null {
  const width = header[14];
  if (width !== 4 && width !== 8) return null;
  const shape = { width, littleEndian: ((header[15] ?? 0) & 1) === 0 } as const;
  const version = readGoString(file, wordAt(header, 16, shape), { ...shape, limit: longestVersion });
  const modules = readGoString(file, wordAt(header, 16 + width, shape), { ...shape, limit: longestModules });
  return version ? { version: version.toString(), modules: modules ? modulesText(modules) : '' } : null;
}

interface PointerShape {
  readonly width: 4 | 8;
  readonly littleEndian: boolean;
}

function readGoString(
  file: ObjectFile,
  address: number,
  shape: PointerShape & { readonly limit: number },
): Buffer | null {
  const header = readAddress(file, address, 2 * shape.width);
  if (!header) return null;
  const [data, length] = [wordAt(header, 0, shape), wordAt(header, shape.width, shape)];
  const bytes = length > shape.limit ? null : readAddress(file, data, length);
  return bytes && Buffer.from(bytes);
}

function wordAt(bytes: Uint8Array, at: number, { width, littleEndian }: PointerShape): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 4) return view.getUint32(at, littleEndian);
  const [high, low] = littleEndian ? [at + 4, at] : [at, at + 4];
  return view.getUint32(high, littleEndian) * 0x1_0000_0000 + view.getUint32(low, littleEndian);
}

/** The module text stands between two marks of 16 bytes; without them there is none. */
function modulesText(bytes: Buffer): string {
  return bytes.length >= 33 && bytes[bytes.length - 17] === 0x0a ? bytes.subarray(16, -16).toString('utf8') : '';
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

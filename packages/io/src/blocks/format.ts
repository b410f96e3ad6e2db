import { crc32 } from 'node:zlib';
import { ioErrors } from '../errors/index.ts';

/**
 * A block file: an immutable map of named sections, each from byte keys to byte values, read by position.
 *
 *     header     8 bytes, the magic
 *     blocks     raw deflate, each some KB of entries in key order
 *     indexes    one per section: where each block lies, its checksum, its first key
 *     meta       JSON of the caller
 *     directory  JSON: the sections and where their indexes lie
 *     footer     40 bytes: where the directory lies, the size of the file, checksums, the magic
 *
 * An entry is `varint keyLength, varint valueLength, key, value`; keys are unique and in byte order. Every byte of the
 * file but the header is under some CRC-32.
 */
export const magic = Buffer.from('GNTBLK\u00001', 'latin1');

/** The footer that ends every file. Bytes. */
export const footerLength = 40;

/** No block, index, meta or directory of a file we write comes near this: a larger claim is damage. */
export const longestPart = 512 * 1024 * 1024;

/** A stretch of the file under a checksum. */
export interface Part {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

/** What the directory says of a section. */
export interface SectionFacts {
  readonly name: string;
  readonly blocks: number;
  readonly entries: number;
  readonly index: Part;
}

/** The directory of a file. */
export interface Directory {
  readonly version: 1;
  readonly meta: Part;
  readonly sections: readonly SectionFacts[];
}

/** The end of a file, with its own checksum. */
export function encodeFooter(directory: Part, fileSize: number): Buffer {
  const footer = Buffer.alloc(footerLength);
  footer.writeUIntBE(directory.offset, 0, 6);
  footer.writeUInt32BE(directory.length, 8);
  footer.writeUInt32BE(directory.crc, 12);
  footer.writeUIntBE(fileSize, 16, 6);
  footer.writeUInt32BE(checksum(footer.subarray(0, 28)), 28);
  magic.copy(footer, 32);
  return footer;
}

/** Reads the end of a file; IO_BLOCKS_CORRUPT when it is cut off, grown or damaged. */
export function decodeFooter(footer: Uint8Array, fileSize: number, path: string): Part {
  const bytes = Buffer.from(footer.buffer, footer.byteOffset, footer.byteLength);
  if (bytes.length !== footerLength || !bytes.subarray(32).equals(magic)) throw corrupt(path, 'it has no footer');
  if (checksum(bytes.subarray(0, 28)) !== bytes.readUInt32BE(28)) throw corrupt(path, 'its footer is damaged');
  if (bytes.readUIntBE(16, 6) !== fileSize) throw corrupt(path, 'its size is not what its footer says');
  return { offset: bytes.readUIntBE(0, 6), length: bytes.readUInt32BE(8), crc: bytes.readUInt32BE(12) };
}

/** The CRC-32 that guards a part. */
export function checksum(bytes: Uint8Array): number {
  return crc32(bytes);
}

/** The error of a file that is damaged: IO_BLOCKS_CORRUPT. */
export function corrupt(path: string, because: string, cause?: unknown): Error {
  return ioErrors.BLOCKS_CORRUPT({ path, because }, cause === undefined ? undefined : { cause });
}

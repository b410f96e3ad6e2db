import { crc32 } from 'node:zlib';
import { ioErrors } from '../errors/index.ts';
import { memoryAccess, type RandomAccess, windowAccess } from '../files/index.ts';
import type { ZipEntry } from './zip-directory.ts';
import { viewOf } from './zip-end.ts';
import { inflateExactly } from './zip-inflate.ts';

export { readZipIndex, type ZipEntry, type ZipIndex, type ZipIndexOptions } from './zip-directory.ts';

const localSignature = 0x04034b50;
const localHeaderBytes = 30;
const blockBytes = 4 * 1024 * 1024;

/**
 * The content of a zip entry, checked against its CRC-32. A stored entry is a window into the archive and takes no memory; a
 * deflated one is unpacked, at most `maxBytes` (IO_ZIP_LIMIT beyond). IO_ZIP_ENTRY_BROKEN when its header, size, method or
 * checksum is wrong; IO_ZIP_ENTRY_ENCRYPTED.
 */
export function openZipEntry(content: RandomAccess, entry: ZipEntry, maxBytes: number): RandomAccess {
  if (entry.encrypted) throw ioErrors.ZIP_ENTRY_ENCRYPTED();
  const packed = packedBytes(content, entry);
  const access = entry.method === 0 ? packed : unpack(packed, entry, maxBytes);
  if (access.size !== entry.size)
    throw ioErrors.ZIP_ENTRY_BROKEN({ because: `it has ${access.size} bytes and claims ${entry.size}` });
  if (checksum(access) !== entry.crc) throw ioErrors.ZIP_ENTRY_BROKEN({ because: 'its checksum is wrong' });
  return access;
}

/** All bytes of a zip entry of at most `maxBytes`; errors as `openZipEntry`. The bytes may lie in the archive's own memory. */
export function readZipEntry(content: RandomAccess, entry: ZipEntry, maxBytes: number): Uint8Array {
  if (entry.size > maxBytes) throw tooLarge(entry, maxBytes);
  const access = openZipEntry(content, entry, maxBytes);
  return access.read(0, access.size);
}

function packedBytes(content: RandomAccess, entry: ZipEntry): RandomAccess {
  const header = content.read(Math.min(entry.position, content.size), localHeaderBytes);
  if (header.length < localHeaderBytes) throw ioErrors.ZIP_ENTRY_BROKEN({ because: 'its header lies past the end' });
  const view = viewOf(header);
  if (view.getUint32(0, true) !== localSignature)
    throw ioErrors.ZIP_ENTRY_BROKEN({ because: 'there is no header at its place' });
  const start = entry.position + localHeaderBytes + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + entry.packedSize > content.size) throw ioErrors.ZIP_ENTRY_BROKEN({ because: 'it lies past the end' });
  return windowAccess(content, start, entry.packedSize);
}

function unpack(packed: RandomAccess, entry: ZipEntry, maxBytes: number): RandomAccess {
  if (entry.method !== 8) throw ioErrors.ZIP_ENTRY_BROKEN({ because: `its method ${entry.method} is not supported` });
  if (entry.size > maxBytes) throw tooLarge(entry, maxBytes);
  return memoryAccess(inflateExactly(packed.read(0, packed.size), entry.size));
}

function checksum(content: RandomAccess): number {
  let crc = 0;
  for (let offset = 0; offset < content.size; offset += blockBytes) crc = crc32(content.read(offset, blockBytes), crc);
  return crc;
}

function tooLarge(entry: ZipEntry, limit: number): Error {
  return ioErrors.ZIP_LIMIT({ because: `it has ${entry.size} bytes, more than the ${limit} that are unpacked` });
}

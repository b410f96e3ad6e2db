import type { RandomAccess } from '@gantry/io/files';
import { type Blobs, BrokenContainer, maxBlob } from './blobs.ts';
import { ByteReader } from './byte-reader.ts';

const slotBytes = 16;
const blockBytes = 16;
const pageBytes = 4096;
/** Room for 250,000 packages. */
const maxSlotPages = 1024;
const headMagic = 0x506d7052; // RpmP
const slotMagic = 0x746f6c53; // Slot
const blobMagic = 0x53626c42; // BlbS

/**
 * The header blobs of a Packages.db (rpm's lib/backend/ndb/rpmpkg.c): a header of 32 bytes, pages of slots, then blobs
 * in blocks of 16 bytes. A slot names a package index, its first block and its number of blocks.
 */
export function* ndbBlobs(content: RandomAccess): Blobs {
  const header = new ByteReader(new Uint8Array(content.read(0, 32)), 'little');
  if (header.size < 32 || header.u32(0) !== headMagic) throw new BrokenContainer('it does not start as NDB does');
  if (header.u32(4) !== 0) throw new BrokenContainer('its version is unknown');
  const slotPages = header.u32(12);
  if (slotPages === 0 || slotPages > maxSlotPages || slotPages * pageBytes > content.size)
    throw new BrokenContainer('its slots lie outside the file');
  const slots = new ByteReader(new Uint8Array(content.read(0, slotPages * pageBytes)), 'little');
  let left = content.size;
  for (let at = 2 * slotBytes; at < slots.size; at += slotBytes) {
    if (slots.u32(at) !== slotMagic) throw new BrokenContainer('a slot has no mark');
    const slot = { index: slots.u32(at + 4), block: slots.u32(at + 8), blocks: slots.u32(at + 12) };
    if (slot.index === 0) continue;
    left -= slot.blocks * blockBytes;
    if (left < 0) throw new BrokenContainer('its blobs lie over each other');
    yield blobOf(content, slot);
  }
}

interface Slot {
  readonly index: number;
  readonly block: number;
  readonly blocks: number;
}

function blobOf(content: RandomAccess, slot: Slot): Uint8Array {
  const start = slot.block * blockBytes;
  const head = new ByteReader(new Uint8Array(content.read(start, 16)), 'little');
  if (head.size < 16 || head.u32(0) !== blobMagic || head.u32(4) !== slot.index)
    throw new BrokenContainer('a blob has no mark');
  const length = head.u32(12);
  if (length > maxBlob || length + 16 > slot.blocks * blockBytes)
    throw new BrokenContainer('a blob is longer than its slot');
  const bytes = new Uint8Array(content.read(start + 16, length));
  if (bytes.length < length) throw new BrokenContainer('a blob lies outside the file');
  return bytes;
}

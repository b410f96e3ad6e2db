import { longestPart, type Part } from './format.ts';

/** A block and what is found in it. */
export interface IndexedBlock extends Part {
  readonly rawLength: number;
  readonly firstKey: Buffer;
}

/** A section's index as it is used: nothing is decoded before a look-up needs it. */
export interface SectionIndex {
  readonly count: number;
  block(position: number): Part & { readonly rawLength: number };
  firstKey(position: number): Buffer;
  /** The only block that can hold the key, or -1. */
  search(key: Uint8Array): number;
}

/** Per block: offset (6), length (4), raw length (4), checksum (4), end of its first key in the key area (4). */
const rowLength = 22;

/** `u32 count`, the rows, the keys one after the other. */
export function encodeIndex(blocks: readonly IndexedBlock[]): Buffer {
  const rows = Buffer.alloc(4 + blocks.length * rowLength);
  rows.writeUInt32BE(blocks.length, 0);
  let keyEnd = 0;
  for (const [position, block] of blocks.entries()) {
    const at = 4 + position * rowLength;
    keyEnd += block.firstKey.length;
    rows.writeUIntBE(block.offset, at, 6);
    rows.writeUInt32BE(block.length, at + 6);
    rows.writeUInt32BE(block.rawLength, at + 10);
    rows.writeUInt32BE(block.crc, at + 14);
    rows.writeUInt32BE(keyEnd, at + 18);
  }
  return Buffer.concat([rows, ...blocks.map((block) => block.firstKey)]);
}

/** Reads an index whose checksum was right; null when its numbers contradict each other or the file's size. */
export function decodeIndex(bytes: Buffer, fileSize: number): SectionIndex | null {
  if (bytes.length < 4) return null;
  const count = bytes.readUInt32BE(0);
  const keysAt = 4 + count * rowLength;
  if (keysAt > bytes.length) return null;
  const index = indexOver(bytes, count, keysAt);
  let keyEnd = 0;
  for (let position = 0; position < count; position += 1) {
    const { offset, length, rawLength } = index.block(position);
    const end = bytes.readUInt32BE(4 + position * rowLength + 18);
    if (offset + length > fileSize || rawLength > longestPart || end < keyEnd) return null;
    keyEnd = end;
  }
  return keysAt + keyEnd === bytes.length ? index : null;
}

function indexOver(bytes: Buffer, count: number, keysAt: number): SectionIndex {
  const rowAt = (position: number) => 4 + position * rowLength;
  const keyStart = (position: number) => keysAt + (position === 0 ? 0 : bytes.readUInt32BE(rowAt(position - 1) + 18));
  const keyEnd = (position: number) => keysAt + bytes.readUInt32BE(rowAt(position) + 18);
  return {
    count,
    block(position) {
      const at = rowAt(position);
      return {
        offset: bytes.readUIntBE(at, 6),
        length: bytes.readUInt32BE(at + 6),
        rawLength: bytes.readUInt32BE(at + 10),
        crc: bytes.readUInt32BE(at + 14),
      };
    },
    firstKey: (position) => bytes.subarray(keyStart(position), keyEnd(position)),
    search(key) {
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isAtMost(bytes, { start: keyStart(middle), end: keyEnd(middle) }, key)) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    },
  };
}

/** Byte order of a stretch and a key. In a loop: keys are short, and a call into the runtime for each takes longer. */
function isAtMost(bytes: Uint8Array, { start, end }: { start: number; end: number }, key: Uint8Array): boolean {
  const shared = Math.min(end - start, key.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (bytes[start + at] as number) - (key[at] as number);
    if (difference !== 0) return difference < 0;
  }
  return end - start <= key.length;
}

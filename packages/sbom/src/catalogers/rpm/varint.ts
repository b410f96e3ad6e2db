import type { ByteReader } from './byte-reader.ts';

/** SQLite's variable-length integer at a position, and where the next thing starts. Lengths are far below 2^53. */
export function varint(reader: ByteReader, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = reader.u8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return { value: value * 256 + reader.u8(at + 8), next: at + 9 };
}

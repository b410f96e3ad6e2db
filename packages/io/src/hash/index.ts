import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** `sha256:hex` of a text in UTF-8, by the platform's own code: for documents of many megabytes. */
export function sha256Digest(text: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The 32 bytes of the SHA-256 of pieces, one after another. */
export function sha256Bytes(pieces: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return new Uint8Array(hash.digest());
}

/** The CRC-32 of a text in UTF-8, as zip and Ethernet have it. */
export function crc32OfText(text: string): number {
  return crc32(text);
}

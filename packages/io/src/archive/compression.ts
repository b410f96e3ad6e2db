/** How a stream is packed, told by its first bytes. Media types lie; the bytes decide. */
export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

/** The packing that the first bytes (4 suffice) of a stream show. Unknown bytes are `none`: the tar reader judges them. */
export function detectCompression(head: Uint8Array): Compression {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  if (a !== undefined && a >= 0x50 && a <= 0x5f && b === 0x2a && c === 0x4d && d === 0x18) return 'zstd';
  if (a === 0x42 && b === 0x5a && c === 0x68) return 'bzip2';
  if (a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58) return 'xz';
  return 'none';
}

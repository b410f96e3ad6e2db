import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip, gunzipSync, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Bytes as gzip, for our own storage: quick rather than small. */
export function packBytes(bytes: Uint8Array): Promise<Uint8Array> {
  return pack(bytes, { level: 4 });
}

/** The bytes of our own gzip; more than `size` of them is an error of the runtime. */
export function unpackBytes(packed: Uint8Array, size: number): Promise<Uint8Array> {
  return unpack(packed, { maxOutputLength: Math.max(1, size) });
}

/** The same at once: for small texts where nothing may be waited for. */
export function unpackBytesNow(packed: Uint8Array, size: number): Uint8Array {
  return gunzipSync(packed, { maxOutputLength: Math.max(1, size) });
}

/** The bytes of foreign gzip, piece by piece and with room for others between them. Damage is an error of the runtime. */
export function unpackPieces(packed: Iterable<Uint8Array>): AsyncIterable<Buffer> {
  const source = Readable.from(packed);
  const unpacked = createGunzip();
  // A pipe does not pass on what went wrong with its source.
  source.on('error', (error) => unpacked.destroy(error));
  return source.pipe(unpacked);
}

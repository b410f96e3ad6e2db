import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { ioErrors } from '../errors/index.ts';
import { detectCompression } from './compression.ts';
import { gzipError } from './gunzip-stream.ts';
import type { InflateLimits } from './inflate.ts';
import { unzstdChunks } from './unzstd.ts';

const chunkSize = 1 << 18;

/**
 * Unpacks a stream chunk by chunk, for who has to wait between chunks; each may be overwritten by the next one. Packing is told by the first bytes.
 * Fails as `inflate` does, and with IO_INFLATE_LIMIT (naming `what`) when a budget is used up.
 */
export async function* unpackedChunks(
  source: Iterable<Uint8Array>,
  limits: InflateLimits,
  what: string,
): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.iterator]();
  const first = pieces.next();
  if (first.done === true) return;
  let stored = 0;
  let unpacked = 0;
  function* counted(): Generator<Uint8Array> {
    for (let next: IteratorResult<Uint8Array> = first; next.done !== true; next = pieces.next()) {
      stored += next.value.length;
      yield next.value;
    }
  }
  for await (const chunk of unpack(counted(), detectCompression(first.value))) {
    unpacked += chunk.length;
    if (unpacked > limits.maxBytes || (unpacked > limits.ratioFrom && unpacked > stored * limits.maxRatio))
      throw ioErrors.INFLATE_LIMIT({ path: what, limit: limits.maxBytes });
    yield chunk;
  }
}

async function* unpack(
  stored: Iterable<Uint8Array>,
  compression: ReturnType<typeof detectCompression>,
): AsyncGenerator<Buffer> {
  if (compression === 'gzip') yield* gunzipped(stored);
  else if (compression === 'zstd') yield* unzstdChunks(stored);
  else if (compression === 'none')
    for (const piece of stored) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  else throw ioErrors.COMPRESSION_UNSUPPORTED({ compression });
}

/** In the thread pool: other work goes on meanwhile. */
async function* gunzipped(stored: Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = Readable.from(copies(stored));
  const stream = createGunzip({ chunkSize, finishFlush: constants.Z_FINISH });
  // A pipe does not pass on what went wrong with its source.
  source.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of source.pipe(stream)) yield chunk as Buffer;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') ? gzipError(error as NodeJS.ErrnoException) : error;
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/** The stream keeps pieces that its source overwrites. */
function* copies(stored: Iterable<Uint8Array>): Generator<Buffer> {
  for (const piece of stored) yield Buffer.from(piece);
}

import { ZSTDDecoder } from 'zstddec/stream';
import { ioErrors } from '../errors/index.ts';
import type { Taker } from './taker.ts';

/** The window that zstd's own decoder accepts without being asked: 128 MiB. */
const maxWindow = 2 ** 27;

/** The decoder reports an error only by giving nothing for ever. */
const maxEmptyTurns = 20_000;

/**
 * Unpacks Zstandard (RFC 8878), also of several frames. A first frame that asks for more than 128 MiB of window fails with
 * IO_ZSTD_WINDOW before anything is allocated. When `take` ends it early the decoder's memory stays taken: let the
 * worker thread end.
 */
export async function unzstd(stored: Iterable<Uint8Array>, take: Taker): Promise<void> {
  for await (const chunk of unzstdChunks(stored)) if (!take(chunk)) return;
}

/** The same, chunk by chunk; each is overwritten by the next one. */
export async function* unzstdChunks(stored: Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const chunks = decoder.decodeStreaming(checked(stored));
  for (let empty = 0; ; ) {
    const chunk = nextChunk(chunks);
    if (chunk === null) return;
    empty = chunk.length === 0 ? empty + 1 : 0;
    if (empty > maxEmptyTurns) throw ioErrors.ZSTD_CORRUPT();
    if (chunk.length > 0) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

function nextChunk(chunks: Iterator<Uint8Array>): Uint8Array | null {
  try {
    const next = chunks.next();
    return next.done === true ? null : next.value;
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw ioErrors.ZSTD_CORRUPT({}, { cause: error });
    throw error;
  }
}

function* checked(stored: Iterable<Uint8Array>): Generator<Uint8Array> {
  let first = true;
  for (const piece of stored) {
    if (first) checkWindow(piece);
    first = false;
    yield piece;
  }
}

/** Reads the window size of a frame header (RFC 8878, 3.1.1.1.2). */
function checkWindow(head: Uint8Array): void {
  const [magic, descriptor, windowByte] = [head[0], head[4], head[5]];
  if (magic !== 0x28 || descriptor === undefined || windowByte === undefined) return;
  const singleSegment = (descriptor & 0x20) !== 0;
  if (singleSegment) return;
  const base = 2 ** (10 + (windowByte >> 3));
  const window = base + (base / 8) * (windowByte & 7);
  if (window > maxWindow) throw ioErrors.ZSTD_WINDOW({ window, limit: maxWindow });
}

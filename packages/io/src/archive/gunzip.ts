import { constants, createGunzip } from 'node:zlib';
import { gunzipStream, gzipError } from './gunzip-stream.ts';
import type { Taker } from './taker.ts';

/** Small enough to stay in a core's cache between inflating, hashing and walking. */
const outBytes = 1 << 18;

/**
 * Unpacks gzip (RFC 1952), also of several members; bytes behind the last one must be zeros. Chunks are overwritten by the next one. Fails
 * with IO_GZIP_CORRUPT or IO_GZIP_TRUNCATED.
 *
 * Node offers streaming inflation only through the thread pool, with a fresh buffer for each chunk; in our own threads that costs garbage
 * collection and waiting. So the handle below the stream is driven directly where it has the form known from Node 10 to 24 (npm's
 * minizlib does the same); anywhere else the stream serves. zlib's own checksum covers every byte either way.
 */
export async function gunzip(stored: Iterable<Uint8Array>, take: Taker): Promise<void> {
  const stream = createGunzip({ chunkSize: constants.Z_MIN_CHUNK });
  const inflater = directInflater(stream);
  if (inflater === null) {
    stream.close();
    await gunzipStream(stored, take);
    return;
  }
  try {
    for (const piece of stored) if (!inflater.write(piece, constants.Z_NO_FLUSH, take)) return;
    inflater.write(new Uint8Array(0), constants.Z_FINISH, take);
  } finally {
    stream.close();
  }
}

/** The native handle below a zlib stream, and the two numbers that it leaves: room left in the output, bytes left in the input. */
interface Handle {
  writeSync(
    flush: number,
    input: Uint8Array,
    inOffset: number,
    inLength: number,
    output: Uint8Array,
    outOffset: number,
    outLength: number,
  ): void;
  onerror: (message: string, errno: number, code: string) => void;
}

interface DirectInflater {
  /** Unpacks a piece; false when `take` wants no more. */
  write(piece: Uint8Array, flush: number, take: Taker): boolean;
}

function directInflater(stream: unknown): DirectInflater | null {
  const { _handle: handle, _writeState: state } = stream as { _handle?: Partial<Handle> | null; _writeState?: unknown };
  if (typeof handle?.writeSync !== 'function' || !(state instanceof Uint32Array) || state.length !== 2) return null;
  return inflaterOver(handle as Handle, state);
}

function inflaterOver(handle: Handle, state: Uint32Array): DirectInflater {
  const output = Buffer.allocUnsafeSlow(outBytes);
  let failure: Error | null = null;
  handle.onerror = (message, _errno, code) => {
    failure = gzipError(Object.assign(new Error(message), { code }));
  };
  return {
    write(piece, flush, take) {
      for (let left = piece.length; ; left = state[1] as number) {
        handle.writeSync(flush, piece, piece.length - left, left, output, 0, outBytes);
        if (failure !== null) throw failure;
        const room = state[0] as number;
        if (room < outBytes && !take(output.subarray(0, outBytes - room))) return false;
        if (room > 0) return true;
      }
    },
  };
}

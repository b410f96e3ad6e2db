import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { ioErrors } from '../errors/index.ts';
import type { Taker } from './taker.ts';

/** Large chunks: with the default of 16 KiB inflating runs at a third of the speed. */
const chunkSize = 1 << 20;

/** Unpacks gzip through a stream: for runtimes without what `gunzip` prefers. */
export async function gunzipStream(stored: Iterable<Uint8Array>, take: Taker): Promise<void> {
  const stream = createGunzip({ chunkSize });
  const state = { stopped: false, failure: null as unknown };
  const ended = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.on('data', (chunk: Buffer) => {
    if (state.stopped || attempt(state, () => take(chunk))) return;
    state.stopped = true;
    stream.destroy();
  });
  stream.on('error', (error) => {
    state.failure ??= gzipError(error);
  });
  for (const piece of stored) {
    if (stream.destroyed || stream.readableEnded) break;
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain').catch(() => undefined), ended]);
  }
  stream.end();
  await ended;
  if (state.failure !== null) throw state.failure;
}

/** A failure of the taker must reach the caller, not the stream. */
function attempt(state: { failure: unknown }, run: () => boolean): boolean {
  try {
    return run();
  } catch (error) {
    state.failure = error;
    return false;
  }
}

/** Our error for one of zlib's codes. */
export function gzipError(cause: NodeJS.ErrnoException): Error {
  return cause.code === 'Z_BUF_ERROR'
    ? ioErrors.GZIP_TRUNCATED({}, { cause })
    : ioErrors.GZIP_CORRUPT({ because: cause.code ?? 'unknown' }, { cause });
}

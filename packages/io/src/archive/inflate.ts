import { ioErrors } from '../errors/index.ts';
import { type Compression, detectCompression } from './compression.ts';
import { gunzip } from './gunzip.ts';
import type { Taker } from './taker.ts';
import { unzstd } from './unzstd.ts';

/** Budgets of one stream. */
export interface InflateLimits {
  /** Unpacked bytes in all. */
  readonly maxBytes: number;
  /** Unpacked bytes for each stored byte; only counted past `ratioFrom`, since real layers hold long runs of zeros. */
  readonly maxRatio: number;
  /** Unpacked bytes from which the ratio counts. */
  readonly ratioFrom: number;
}

/** What unpacking came to. */
export interface Inflated {
  readonly compression: Compression;
  /** Unpacked bytes that were handed over. */
  readonly bytes: number;
  /** False when a budget ended it early. */
  readonly complete: boolean;
}

/** Takes the unpacked bytes; they may be overwritten after the call. */
export type ByteSink = (chunk: Buffer) => void;

/**
 * Unpacks a stream piece by piece. `source` yields the stored bytes in order. Packing is told by the first bytes.
 * Fails with IO_GZIP_CORRUPT, IO_GZIP_TRUNCATED, IO_ZSTD_CORRUPT, IO_ZSTD_WINDOW or IO_COMPRESSION_UNSUPPORTED; a used-up
 * budget is no failure but an incomplete result.
 */
export async function inflate(source: Iterable<Uint8Array>, limits: InflateLimits, sink: ByteSink): Promise<Inflated> {
  const pieces = source[Symbol.iterator]();
  const first = pieces.next();
  if (first.done) return { compression: 'none', bytes: 0, complete: true };
  const compression = detectCompression(first.value);
  const counted = new Budget(limits, sink);
  const stored = counted.counting(first.value, pieces);
  if (compression === 'gzip') await gunzip(stored, counted.take);
  else if (compression === 'zstd') await unzstd(stored, counted.take);
  else if (compression === 'none') plain(stored, counted.take);
  else throw ioErrors.COMPRESSION_UNSUPPORTED({ compression });
  return { compression, bytes: counted.bytes, complete: !counted.spent };
}

function plain(stored: Iterable<Uint8Array>, take: Taker): void {
  for (const piece of stored) if (!take(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))) return;
}

/** Counts both sides of an unpacking and ends it when a budget is used up. */
class Budget {
  bytes = 0;
  spent = false;
  private stored = 0;
  private readonly limits: InflateLimits;
  private readonly sink: ByteSink;

  constructor(limits: InflateLimits, sink: ByteSink) {
    this.limits = limits;
    this.sink = sink;
  }

  *counting(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
    for (let next: IteratorResult<Uint8Array> = { value: first }; !next.done; next = rest.next()) {
      this.stored += next.value.length;
      yield next.value;
    }
  }

  readonly take = (chunk: Buffer): boolean => {
    const { maxBytes, maxRatio, ratioFrom } = this.limits;
    const after = this.bytes + chunk.length;
    if (after > maxBytes || (after > ratioFrom && after > this.stored * maxRatio)) {
      this.spent = true;
      return false;
    }
    this.bytes = after;
    this.sink(chunk);
    return true;
  };
}

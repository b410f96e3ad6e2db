import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { ioErrors } from '../errors/index.ts';
import { codedRead, openRegular } from '../files/open-regular.ts';
import { type Compression, detectCompression } from './compression.ts';
import { type InflateLimits, inflate } from './inflate.ts';

const chunk = 1 << 20;

/** How a file is packed, by its first bytes. */
export function fileCompression(path: string): Compression {
  const descriptor = openRegular(path);
  try {
    const head = Buffer.alloc(16);
    return detectCompression(
      head.subarray(
        0,
        codedRead(path, () => readSync(descriptor, head, 0, head.length, 0)),
      ),
    );
  } finally {
    closeSync(descriptor);
  }
}

/** Unpacks a gzip or zstd file to a new file. Fails as `inflate` does, and with IO_INFLATE_LIMIT when a budget is used up. */
export async function inflateFile(path: string, destination: string, limits: InflateLimits): Promise<void> {
  const from = openRegular(path);
  try {
    const to = openSync(destination, 'wx', 0o600);
    try {
      const result = await inflate(pieces(from), limits, (bytes) => writeAll(to, bytes));
      if (!result.complete) throw ioErrors.INFLATE_LIMIT({ path, limit: limits.maxBytes });
    } finally {
      closeSync(to);
    }
  } finally {
    closeSync(from);
  }
}

/** The first unpacked bytes of a file (plain, gzip or zstd): some of them, not all; empty when it cannot be unpacked. */
export async function unpackedHead(path: string): Promise<Uint8Array> {
  const descriptor = openRegular(path);
  try {
    const head = Buffer.alloc(headBytes);
    const stored = head.subarray(
      0,
      codedRead(path, () => readSync(descriptor, head, 0, headBytes, 0)),
    );
    return await unpackStart(stored);
  } finally {
    closeSync(descriptor);
  }
}

const headBytes = 64 << 10;

/** Far more than is asked for: one chunk of the inflater must fit. */
const headLimits = { maxBytes: 16 << 20, maxRatio: 2000, ratioFrom: 16 << 20 };

async function unpackStart(stored: Uint8Array): Promise<Uint8Array> {
  const unpacked: Uint8Array[] = [];
  // Cut where it is, the stream must fail at its end: what came before counts.
  await inflate([stored], headLimits, (bytes) => unpacked.push(Uint8Array.from(bytes))).catch(() => undefined);
  return Buffer.concat(unpacked);
}

function* pieces(descriptor: number): Generator<Uint8Array> {
  while (true) {
    const bytes = Buffer.allocUnsafe(chunk);
    const got = readSync(descriptor, bytes, 0, chunk, null);
    if (got === 0) return;
    yield bytes.subarray(0, got);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ioErrors } from '../errors/index.ts';

/** Hex digest of a stretch of a file (all of it by default), streamed; SHA-256 unless said otherwise. Fails with IO_FILE_UNREADABLE. */
export async function hashFile(
  path: string,
  stretch: { readonly offset?: number; readonly length?: number; readonly algorithm?: string } = {},
): Promise<string> {
  const { offset = 0, length, algorithm = 'sha256' } = stretch;
  const hash = createHash(algorithm);
  if (length === 0) return hash.digest('hex');
  const end = length === undefined ? {} : { end: offset + length - 1 };
  try {
    for await (const chunk of createReadStream(path, { start: offset, ...end, highWaterMark: 4 << 20 }))
      hash.update(chunk as Uint8Array);
  } catch (cause) {
    throw ioErrors.FILE_UNREADABLE({ path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' }, { cause });
  }
  return hash.digest('hex');
}

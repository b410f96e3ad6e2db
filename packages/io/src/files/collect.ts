import { type FileHandle, open } from 'node:fs/promises';
import { isCodedError } from '@gantry/core/errors';
import { ioErrors } from '../errors/index.ts';
import { readFailure, readingFlags } from './open-regular.ts';

/** All bytes of a stream, at most `limit` (else IO_FILE_TOO_LARGE). */
export async function collectBytes(
  stream: AsyncIterable<Uint8Array>,
  about: { readonly name: string; readonly limit: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > about.limit) throw ioErrors.FILE_TOO_LARGE({ path: about.name, size, limit: about.limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** All bytes of a file that a user named, at most `limit` (else IO_FILE_TOO_LARGE). */
export async function readWhole(path: string, limit: number): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw readFailure(path, cause);
  });
  try {
    const { size } = await handle.stat();
    if (size > limit) throw ioErrors.FILE_TOO_LARGE({ path, size, limit });
    return await (size > 0 ? readStated(handle, size) : readPipe(handle, path, limit));
  } catch (cause) {
    throw isCodedError(cause) ? cause : readFailure(path, cause as NodeJS.ErrnoException);
  } finally {
    await handle.close();
  }
}

/** A file of a known size, without a second copy: what is added to it meanwhile is left out. */
async function readStated(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let done = 0;
  while (done < size) {
    const { bytesRead } = await handle.read(bytes, done, size - done, done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** Pipes and files of `/proc` state no size. */
function readPipe(handle: FileHandle, name: string, limit: number): Promise<Uint8Array> {
  return collectBytes(handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }), { name, limit });
}

/** The first bytes of a file, at most `length`. */
export async function fileHead(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, readingFlags).catch((cause: NodeJS.ErrnoException) => {
    throw readFailure(path, cause);
  });
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, 0);
    return bytes.subarray(0, bytesRead);
  } catch (cause) {
    throw readFailure(path, cause as NodeJS.ErrnoException);
  } finally {
    await handle.close();
  }
}

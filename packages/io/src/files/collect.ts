import { type FileHandle, open } from 'node:fs/promises';
import { ioErrors } from '../errors/index.ts';

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
    if (cause.code === 'ENOENT') throw ioErrors.FILE_MISSING({ path }, { cause });
    throw ioErrors.FILE_UNREADABLE({ path, because: cause.code ?? 'unknown' }, { cause });
  });
  try {
    const { size } = await handle.stat();
    if (size > limit) throw ioErrors.FILE_TOO_LARGE({ path, size, limit });
    return size > 0 ? await readStated(handle, size) : await readPipe(handle, path, limit);
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
  const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw ioErrors.FILE_UNREADABLE({ path, because: cause.code ?? 'unknown' }, { cause });
  });
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

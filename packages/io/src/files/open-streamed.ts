import { type FileHandle, open } from 'node:fs/promises';
import { ioErrors } from '../errors/index.ts';
import { readFailure, readingFlags } from './open-regular.ts';

/** An open file that is read from its start, as it was when it was opened even if another takes its name. */
export interface StreamedFile {
  /** Bytes. */
  readonly size: number;
  /** Changes when the file is written or replaced. */
  readonly version: string;
  /** The bytes, as often as asked for. */
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a regular file. Fails with IO_FILE_MISSING or IO_FILE_UNREADABLE. */
export async function openStreamed(path: string): Promise<StreamedFile> {
  const file = await open(path, readingFlags).catch((cause: NodeJS.ErrnoException) => {
    throw readFailure(path, cause);
  });
  const found = await file.stat();
  if (!found.isFile()) {
    await file.close();
    throw ioErrors.FILE_UNREADABLE({ path, because: 'it is not a regular file' });
  }
  return {
    size: found.size,
    version: `${found.ino} ${found.size} ${found.mtimeMs}`,
    chunks: () => chunksOf(file, { path, size: found.size }),
    close: () => file.close(),
  };
}

const chunkSize = 256 * 1024;

async function* chunksOf(
  file: FileHandle,
  { path, size }: { readonly path: string; readonly size: number },
): AsyncGenerator<Uint8Array> {
  let position = 0;
  while (position < size) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkSize, size - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) throw ioErrors.FILE_UNREADABLE({ path, because: 'it became shorter while it was read' });
    position += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { ioErrors } from '../errors/index.ts';

/** Reads of this size hash and inflate fastest; more only costs memory. */
const pieceSize = 1 << 20;

/**
 * The bytes of a stretch of a file, in pieces that are overwritten by the next one. Synchronous: for worker threads. Fails with
 * IO_FILE_UNREADABLE when the file cannot be read or ends too early. `onPiece` sees each piece before it is handed out.
 */
export function* readPieces(
  stretch: { readonly path: string; readonly offset: number; readonly length: number },
  onPiece: (piece: Uint8Array) => void,
): Generator<Uint8Array> {
  const descriptor = openOrFail(stretch.path);
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(pieceSize, stretch.length)));
    for (let done = 0; done < stretch.length; ) {
      const got = readSync(
        descriptor,
        buffer,
        0,
        Math.min(buffer.length, stretch.length - done),
        stretch.offset + done,
      );
      if (got === 0) throw ioErrors.FILE_UNREADABLE({ path: stretch.path, because: 'it ends too early' });
      done += got;
      const piece = buffer.subarray(0, got);
      onPiece(piece);
      yield piece;
    }
  } finally {
    closeSync(descriptor);
  }
}

function openOrFail(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw ioErrors.FILE_UNREADABLE({ path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' }, { cause });
  }
}

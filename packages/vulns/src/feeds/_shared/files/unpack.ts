import { isCodedError } from '@gantry/core';
import { detectCompression } from '@gantry/io/archive';
import type { RandomAccess } from '@gantry/io/files';
import { unpackPieces } from '@gantry/io/gzip';
import { vulnsErrors } from '../../../errors.ts';
import type { FeedFile } from './find.ts';

/** How a file is read. */
export interface Unpacking {
  /** Name of the feed, for messages. */
  readonly feed: string;
  /** Most bytes after unpacking. */
  readonly maxBytes: number;
}

const pieceBytes = 256 * 1024;

/** The bytes of a file, unpacked when it is gzip. VULNS_FEED_UNREADABLE, VULNS_FEED_TOO_LARGE. */
export async function* unpackedPieces(file: FeedFile, { feed, maxBytes }: Unpacking): AsyncGenerator<Buffer> {
  const open = await file.open();
  if (!open) throw vulnsErrors.FEED_UNREADABLE({ feed, place: file.place, because: 'it is not there' });
  let size = 0;
  try {
    for await (const piece of plainPieces(open.access)) {
      size += piece.length;
      if (size > maxBytes) throw vulnsErrors.FEED_TOO_LARGE({ place: file.place, size, limit: maxBytes });
      yield piece;
    }
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw vulnsErrors.FEED_UNREADABLE({ feed, place: file.place, because: String(cause) }, { cause });
  } finally {
    open.close();
  }
}

/** The whole text of a small file. Fails as `unpackedPieces`. */
export async function textOfFile(file: FeedFile, unpacking: Unpacking): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of unpackedPieces(file, unpacking)) pieces.push(piece);
  return new TextDecoder().decode(Buffer.concat(pieces));
}

function plainPieces(access: RandomAccess): AsyncIterable<Buffer> | Iterable<Buffer> {
  const pieces = storedPieces(access);
  return detectCompression(access.read(0, 16)) === 'gzip' ? unpackPieces(pieces) : pieces;
}

function* storedPieces(access: RandomAccess): Generator<Buffer> {
  for (let at = 0; at < access.size; at += pieceBytes) yield Buffer.from(access.read(at, pieceBytes));
}

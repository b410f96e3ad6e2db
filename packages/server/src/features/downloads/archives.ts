import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isCodedError } from '@gantry/core';
import { isFile, openStreamed, type StreamedFile } from '@gantry/io/files';

/** An archive that can be handed out. */
export interface Archive {
  readonly size: number;
  /** Hex; of the bytes of the archive. */
  readonly sha256: string;
  /** The bytes, once; the file is closed at their end or when the reader stops. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** The archives that `npm run executable` made: `FOLDER/SYSTEM-ARCHITECTURE/anchorectl.tar.gz`. */
export interface Archives {
  /** Null when there is none for the pair. */
  open(system: string, architecture: string): Promise<Archive | null>;
  /** Those of the pairs that are there, as `system-architecture`. */
  list(): Promise<readonly string[]>;
}

/** What the API can be asked for. */
const pairs = ['darwin', 'linux', 'windows'].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);

/** Reads archives from a folder. A newer build in the folder is served from the next call on. */
export function archivesIn(folder: string): Archives {
  const digests = new Map<string, string>();
  const pathOf = (pair: string) => join(folder, pair, 'anchorectl.tar.gz');
  return {
    open: async (system, architecture) => {
      const file = await openOrNull(pathOf(`${system}-${architecture}`));
      return file === null ? null : archiveOf(file, digests);
    },
    list: async () => {
      const there = await Promise.all(pairs.map((pair) => isFile(pathOf(pair))));
      return pairs.filter((_, at) => there[at]);
    },
  };
}

async function openOrNull(path: string): Promise<StreamedFile | null> {
  try {
    return await openStreamed(path);
  } catch (error) {
    if (isCodedError(error) && error.code === 'IO_FILE_MISSING') return null;
    throw error;
  }
}

async function archiveOf(file: StreamedFile, digests: Map<string, string>): Promise<Archive> {
  try {
    const sha256 = digests.get(file.version) ?? (await digestOf(file));
    digests.set(file.version, sha256);
    return { size: file.size, sha256, content: closing(file) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function digestOf(file: StreamedFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.chunks()) hash.update(chunk);
  return hash.digest('hex');
}

/** A generator that nobody starts would never close it: a client may be gone before its first byte. */
function closing(file: StreamedFile): AsyncIterable<Uint8Array> {
  const chunks = file.chunks()[Symbol.asyncIterator]();
  const stop = async (): Promise<IteratorResult<Uint8Array>> => {
    await file.close();
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const step = await chunks.next();
    return step.done === true ? stop() : step;
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: stop }) };
}

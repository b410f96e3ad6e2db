import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

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
  /** The pairs that are there, as `system-architecture`. */
  list(): Promise<readonly string[]>;
}

const fileName = 'anchorectl.tar.gz';

/** Reads archives from a folder. A newer build in the folder is served from the next call on. */
export function archivesIn(folder: string): Archives {
  const digests = new Map<string, string>();
  return {
    open: async (system, architecture) => {
      const file = await nullIfMissing(open(join(folder, `${system}-${architecture}`, fileName)));
      return file === null ? null : archiveOf(file, digests);
    },
    list: () => pairsIn(folder),
  };
}

async function archiveOf(file: FileHandle, digests: Map<string, string>): Promise<Archive> {
  try {
    const { size, mtimeMs, ino } = await file.stat();
    const key = `${ino} ${mtimeMs} ${size}`;
    const sha256 = digests.get(key) ?? (await digestOf(file));
    digests.set(key, sha256);
    return { size, sha256, content: file.createReadStream({ start: 0, highWaterMark: 1 << 18 }) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function digestOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) hash.update(chunk);
  return hash.digest('hex');
}

async function pairsIn(folder: string): Promise<readonly string[]> {
  const names = (await nullIfMissing(readdir(folder))) ?? [];
  const there = await Promise.all(names.map((name) => isReadable(join(folder, name, fileName))));
  return names.filter((_, at) => there[at]).sort();
}

async function isReadable(path: string): Promise<boolean> {
  const file = await nullIfMissing(open(path));
  await file?.close();
  return file !== null;
}

async function nullIfMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

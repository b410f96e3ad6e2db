import { readWhole } from './collect.ts';

/** A text file in UTF-8 (a byte order mark is dropped), at most `limit` bytes. Fails with IO_FILE_MISSING, IO_FILE_UNREADABLE, IO_FILE_TOO_LARGE. */
export async function readTextFile(path: string, limit: number): Promise<string> {
  return new TextDecoder().decode(await readWhole(path, limit));
}

import { isCodedError } from '@gantry/core';
import { openAccess, writeAtomic } from '@gantry/io/files';

/** Which file of the folder is the database. The only thing that an update changes in place, in one step. */
export interface DatabasePointer {
  readonly version: 1;
  /** Name of the file in the same folder. */
  readonly file: string;
  /** `sha256:` of the file. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

const pointerName = 'current.json';
const maxBytes = 64 * 1024;

/** The name of a database file: it carries the digest, so two different databases never share one. */
export function databaseFileName(digest: string): string {
  return `advisories-${digest.slice(digest.indexOf(':') + 1, digest.indexOf(':') + 33)}.gdb`;
}

/** The names of database files. */
export const databaseFileShape = /^advisories-[0-9a-f]{32}\.gdb$/;

/** The pointer of a folder; `missing` when there is none, `damaged` when it is not what we write. */
export function readPointer(dir: string): DatabasePointer | 'missing' | 'damaged' {
  const text = readText(`${dir}/${pointerName}`);
  if (text === null) return 'missing';
  try {
    const value = JSON.parse(text) as Partial<DatabasePointer> | null;
    const right =
      value?.version === 1 &&
      typeof value.file === 'string' &&
      databaseFileShape.test(value.file) &&
      typeof value.digest === 'string' &&
      databaseFileName(value.digest) === value.file &&
      Number.isSafeInteger(value.size);
    return right ? (value as DatabasePointer) : 'damaged';
  } catch {
    return 'damaged';
  }
}

/** Replaces the pointer in one step. IO_WRITE_FAILED. */
export async function writePointer(dir: string, pointer: DatabasePointer): Promise<void> {
  await writeAtomic(`${dir}/${pointerName}`, [Buffer.from(`${JSON.stringify(pointer, null, 2)}\n`)]);
}

function readText(path: string): string | null {
  try {
    const open = openAccess(path);
    try {
      return Buffer.from(open.access.read(0, Math.min(open.access.size, maxBytes))).toString('utf8');
    } finally {
      open.close();
    }
  } catch (error) {
    if (isCodedError(error) && error.code === 'IO_FILE_MISSING') return null;
    throw error;
  }
}

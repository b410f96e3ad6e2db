import { isCodedError } from '@gantry/core';
import type { WrittenBlockFile } from '@gantry/io/blocks';
import {
  type FileLock,
  listFolder,
  lockFile,
  makeFolder,
  makeTempFolder,
  movePath,
  removePath,
} from '@gantry/io/files';
import { vulnsErrors } from '../errors.ts';
import { databaseFileName, databaseFileShape, writePointer } from './pointer.ts';

const lockName = 'update.lock';
const workPrefix = 'build-';

/**
 * Runs a build under the lock of the folder and puts its file in place: the pointer changes in one step and only after the
 * new file is complete and on disk, so a failure leaves the old database as it was. Readers keep the file they have open.
 * VULNS_DB_LOCKED when another update runs.
 */
export async function installDatabase(
  dir: string,
  build: (work: { readonly folder: string; readonly file: string }) => Promise<WrittenBlockFile>,
): Promise<WrittenBlockFile> {
  makeFolder(dir);
  const lock = takeLock(dir);
  try {
    removeLeftovers(dir);
    const folder = makeTempFolder(dir, workPrefix);
    const file = `${folder}/new.gdb`;
    const written = await build({ folder, file });
    if (!lock.isHeld())
      throw vulnsErrors.DB_LOCKED({ path: dir, holder: 'the lock was taken over by another process' });
    await swapIn(dir, file, written);
    removeOldFiles(dir, databaseFileName(written.digest));
    return written;
  } finally {
    removeLeftovers(dir);
    lock.release();
  }
}

async function swapIn(dir: string, file: string, { digest, size }: WrittenBlockFile): Promise<void> {
  const name = databaseFileName(digest);
  movePath(file, `${dir}/${name}`);
  await writePointer(dir, { version: 1, file: name, digest, size });
}

function takeLock(dir: string): FileLock {
  try {
    return lockFile(`${dir}/${lockName}`);
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'IO_LOCKED') throw error;
    throw vulnsErrors.DB_LOCKED({ path: dir, holder: error.facts['holder'] ?? 'another process' }, { cause: error });
  }
}

/** Work folders of this build, or of one that died: whoever holds the lock is the only one who builds. */
function removeLeftovers(dir: string): void {
  for (const name of listFolder(dir)) if (name.startsWith(workPrefix)) removePath(`${dir}/${name}`);
}

function removeOldFiles(dir: string, current: string): void {
  for (const name of listFolder(dir)) {
    if (databaseFileShape.test(name) && name !== current) removePath(`${dir}/${name}`);
  }
}

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isCodedError } from '@gantry/core';
import { ensureFolder, type FileLock, lockFile, modeAndTime, processSpace, readOrNull } from '@gantry/io/files';
import { dbErrors } from './errors.ts';

/** How often a lock is looked at while its holder may be dead. */
const lookMilliseconds = 1_000;

/**
 * Takes the data folder for this process, before anything in it is opened: the embedded engine has no lock of its own, and two on one folder
 * lose rows. DB_FOLDER_HELD when another server works on it. A lock that a killed server left is taken over: at once when this
 * machine knows the process to be gone; else (another container, another machine) when it shows no sign of life for two minutes.
 */
export async function holdFolder(path: string, onWait: (holder: string) => void = () => undefined): Promise<FileLock> {
  await ensureFolder(path);
  const lock = join(path, 'server.lock');
  let seen: number | undefined;
  for (;;) {
    const outcome = tryLock(lock);
    if (typeof outcome !== 'string') return outcome;
    const touched = (await modeAndTime(lock))?.changed;
    if (await isOurMachine(lock)) throw dbErrors.FOLDER_HELD({ path, holder: outcome });
    if (seen !== undefined && touched !== undefined && touched !== seen)
      throw dbErrors.FOLDER_HELD({ path, holder: outcome });
    if (seen === undefined) onWait(outcome);
    seen = touched;
    await wait(lookMilliseconds);
  }
}

/** The lock, or who holds it. */
function tryLock(path: string): FileLock | string {
  try {
    return lockFile(path);
  } catch (error) {
    if (isCodedError(error) && error.code === 'IO_LOCKED') return String(error.facts['holder']);
    throw error;
  }
}

/** Process numbers of this machine mean something here: the lock's owner was asked whether it lives. */
async function isOurMachine(path: string): Promise<boolean> {
  const text = Buffer.from((await readOrNull(path, 4_096)) ?? []).toString('utf8');
  return text.includes(JSON.stringify(processSpace()));
}

import { join } from 'node:path';
import { createTempFolder, ensureFolder, lockFile, namesIn, removeTree, type TempFolder } from '@gantry/io/files';
import type { Platform } from '../../kernel/platform/index.ts';

/** Where the analyses of this process write while they run: below the data folder, so that what a killed server left is found again. */
export interface WorkFolders {
  /** A folder for one analysis. */
  open(): Promise<TempFolder>;
  /** Removes what servers left that are gone: for the start. Several may share a data folder when the database is a PostgreSQL server. */
  sweep(): Promise<void>;
}

/** The work folders of this process. */
export function workFolders({ dataDir, hostId, log }: Pick<Platform, 'dataDir' | 'hostId' | 'log'>): WorkFolders {
  const all = join(dataDir, 'work');
  const own = join(all, hostId);
  const make = async (): Promise<void> => {
    await ensureFolder(all);
    // Held until the process ends: a lock of a process that is gone is free.
    lockFile(lockOf(own));
    await ensureFolder(own);
  };
  let made: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    made ??= make();
    return made;
  };
  return {
    open: async () => {
      await prepare();
      return createTempFolder(own);
    },
    sweep: async () => {
      await prepare();
      const others = new Set((await namesIn(all)).map((name) => name.replace(/\.lock$/, '')));
      others.delete(hostId);
      const gone = await Promise.all([...others].map((name) => removeIfLeft(join(all, name))));
      const count = gone.filter(Boolean).length;
      if (count > 0) log.info('work folders of servers that are gone were removed', { folder: all, count });
    },
  };
}

function lockOf(folder: string): string {
  return `${folder}.lock`;
}

/** False: its server lives, or an analysis that it left behind has not ended yet; a later start comes by again. */
async function removeIfLeft(folder: string): Promise<boolean> {
  try {
    const lock = lockFile(lockOf(folder));
    await removeTree(folder).finally(() => lock.release());
    return true;
  } catch {
    return false;
  }
}

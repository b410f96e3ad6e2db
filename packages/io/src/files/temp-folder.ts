import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ioErrors } from '../errors/index.ts';

/** A private folder for data that does not outlive the process; names in it are ours and random. */
export interface TempFolder {
  readonly path: string;
  /** A path in the folder where nothing lies yet. */
  newPath(): string;
  /** Removes the folder and all in it. May be called twice. */
  remove(): Promise<void>;
}

const open = new Set<string>();
let watching = false;

/** Makes a folder (mode 0700) in `parent`, by default the system's temporary folder; what was not removed is removed when the process exits. Fails with IO_WRITE_FAILED. */
export async function createTempFolder(parent: string = tmpdir()): Promise<TempFolder> {
  const path = await mkdtemp(join(parent, 'gantry-')).catch((cause: NodeJS.ErrnoException) => {
    throw ioErrors.WRITE_FAILED({ path: parent, because: cause.code ?? 'unknown' }, { cause });
  });
  open.add(path);
  watchExit();
  return {
    path,
    newPath: () => join(path, randomBytes(12).toString('hex')),
    async remove() {
      await rm(path, { recursive: true, force: true });
      open.delete(path);
    },
  };
}

function watchExit(): void {
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const path of open) rmSync(path, { recursive: true, force: true });
  });
}

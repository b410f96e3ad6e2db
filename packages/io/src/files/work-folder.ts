import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '@gantry/core/order';
import { ioErrors } from '../errors/index.ts';

/** Makes a folder and those above it, for this user only. IO_WRITE_FAILED. */
export function makeFolder(path: string): void {
  guard(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
}

/** Makes a folder of a new random name that begins with `prefix`. IO_WRITE_FAILED. */
export function makeTempFolder(parent: string, prefix: string): string {
  return guard(parent, () => mkdtempSync(join(parent, prefix)));
}

/** Names in a folder, in code-unit order; none when it cannot be read. */
export function listFolder(path: string): string[] {
  try {
    return readdirSync(path).sort(byCodeUnit);
  } catch {
    return [];
  }
}

/** Removes a file or folder of ours; says whether that worked (another process may still hold it open on some systems). */
export function removePath(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

/** Renames within one file system, replacing what is there, in one step. IO_WRITE_FAILED. */
export function movePath(from: string, to: string): void {
  guard(to, () => renameSync(from, to));
}

function guard<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw ioErrors.WRITE_FAILED({ path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' }, { cause });
  }
}

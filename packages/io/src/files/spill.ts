import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ioErrors } from '../errors/index.ts';
import { fileAccess, type RandomAccess } from './random-access.ts';

/**
 * Content that is too large for memory, in a temporary file of a random name that only this process can open. The name is
 * removed right after opening, so nothing stays behind even when the process dies.
 */
export class Spill {
  private readonly descriptor: number;
  private readonly path: string;
  private readonly unlinked: boolean;
  private size = 0;

  constructor(folder: string = tmpdir()) {
    this.path = join(folder, `gantry-${randomBytes(16).toString('hex')}`);
    try {
      this.descriptor = openSync(this.path, 'wx+', 0o600);
    } catch (cause) {
      throw ioErrors.WRITE_FAILED(
        { path: folder, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
        { cause },
      );
    }
    this.unlinked = remove(this.path);
  }

  append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += this.write(bytes, done);
    this.size += bytes.length;
  }

  /** Reads what was appended so far. */
  access(): RandomAccess {
    return fileAccess(this.descriptor, 0, this.size);
  }

  close(): void {
    closeSync(this.descriptor);
    if (!this.unlinked) remove(this.path);
  }

  private write(bytes: Uint8Array, from: number): number {
    try {
      return writeSync(this.descriptor, bytes, from, bytes.length - from, this.size + from);
    } catch (cause) {
      this.close();
      throw ioErrors.WRITE_FAILED(
        { path: this.path, because: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
        { cause },
      );
    }
  }
}

/** Some systems refuse to remove an open file: then it goes at the end. */
function remove(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}

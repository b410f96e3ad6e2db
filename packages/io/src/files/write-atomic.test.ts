import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomic, writeResult } from './write-atomic.ts';

let folder = '';
const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];

function* failing(): Generator<Uint8Array> {
  yield* bytes('half');
  throw new Error('the source broke off');
}

describe('files/write-atomic', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-write-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes folders, replaces what was there, and is private by default', async () => {
    const path = join(folder, 'a', 'b.txt');
    await writeAtomic(path, bytes('one'));
    await writeAtomic(path, bytes('two'));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps what was there when the source breaks off, and leaves no draft', async () => {
    const path = join(folder, 'kept.txt');
    await writeFile(path, 'old');
    expect(await failureCode(() => writeAtomic(path, failing()))).toBe('IO_WRITE_FAILED');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['kept.txt']);
  });

  it('writes results as the mask of the process allows', async () => {
    const path = join(folder, 'result.json');
    await writeResult(path, bytes('{}'));
    expect((await stat(path)).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it('writes to a device without replacing it', async () => {
    await writeResult('/dev/null', bytes('gone'));
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('says so when a folder is in the way', async () => {
    expect(await failureCode(() => writeResult(folder, bytes('x')))).toBe('IO_WRITE_FAILED');
  });
});

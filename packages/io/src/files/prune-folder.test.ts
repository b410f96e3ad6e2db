import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pruneFolder } from './prune-folder.ts';

describe('files/prune-folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-prune-'));
    await mkdir(join(folder, 'sub'));
    for (const [age, name] of ['young', 'sub/old', 'middle'].entries()) {
      await writeFile(join(folder, name), Buffer.alloc(100));
      const written = new Date(2020, 1, name === 'sub/old' ? 1 : 10 - age);
      await utimes(join(folder, name), written, written);
    }
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const left = async () => (await readdir(folder, { recursive: true })).filter((name) => name !== 'sub').sort();

  it.each([
    [300, 0, ['middle', 'sub/old', 'young']],
    [299, 100, ['middle', 'young']],
    [100, 200, ['young']],
    [0, 300, []],
  ])('%i bytes: %i go, the oldest first', async (limit, gone, rest) => {
    expect(await pruneFolder(folder, limit)).toBe(gone);
    expect(await left()).toEqual(rest);
  });

  it('a folder that is not there has nothing', async () => {
    expect(await pruneFolder(join(folder, 'none'), 0)).toBe(0);
  });
});

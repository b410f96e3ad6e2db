import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPlatform, testPlatform } from '../../testing/index.ts';
import type { Upload } from './settings.ts';
import { databaseShelf, folderShelf, type Shelf } from './shelf.ts';

const root = mkdtempSync(join(tmpdir(), 'gantry-shelf-'));
const uploadOf = (name: string, digest: string) => ({ name, digest: `sha256:${digest}` }) as Upload;

describe('feeds/shelf', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(async () => {
    await platform.close();
    rmSync(root, { recursive: true, force: true });
  });

  it.each<[string, () => Shelf]>([
    ['database', () => databaseShelf(platform.db)],
    ['folder', () => folderShelf(join(root, 'feeds'))],
  ])('%s: keeps the newest file of a slot, whole, until it is dropped', async (_name, make) => {
    const shelf = make();
    const put = async (upload: Upload, content: string): Promise<void> => {
      writeFileSync(join(root, 'file'), content);
      await shelf.put(upload, join(root, 'file'), async () => undefined);
    };
    const sizeOf = async (upload: Upload): Promise<number> => {
      let size = 0;
      for await (const piece of shelf.bytes(upload)) size += piece.length;
      return size;
    };
    const [one, two, other] = [uploadOf('npm', '1'), uploadOf('npm', '2'), uploadOf('npm2', '1')];
    await put(one, 'x'.repeat(1_100_000));
    expect(await sizeOf(one)).toBe(1_100_000);
    await put(other, 'o');
    await put(two, 'xy');
    expect(await sizeOf(two)).toBe(2);
    expect(await sizeOf(one).catch(() => 0)).toBe(0);
    await shelf.drop('npm');
    expect(await sizeOf(two).catch(() => 0)).toBe(0);
    expect(await sizeOf(other)).toBe(1);
  });
});

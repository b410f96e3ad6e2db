import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExternalSorter, openBlockFile } from './index.ts';
import { createBlockFile } from './write-block-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-blocks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of `count` entries in small blocks. */
async function write(name: string, count: number, blockBytes = 256): Promise<string> {
  const path = join(folder, name);
  const file = createBlockFile(path, { blockBytes });
  const keys = Array.from({ length: count }, (_, at) => `key-${String(at).padStart(5, '0')}`);
  await file.section(
    'main',
    keys.map((key) => ({ key: Buffer.from(key), value: Buffer.from(`value of ${key}`) })),
  );
  await file.section('empty', []);
  file.finish({ about: 'test', count });
  return path;
}

describe('io/blocks', () => {
  it('finds every key that was written and no other', async () => {
    const file = openBlockFile(await write('a', 500));
    for (let at = 0; at < 500; at += 1) {
      const key = `key-${String(at).padStart(5, '0')}`;
      expect(file.get('main', key)?.toString()).toBe(`value of ${key}`);
    }
    for (const key of ['', 'a', 'key-', 'key-00000x', 'key-00499x', 'zzz', '__proto__']) {
      expect(file.get('main', key)).toBeNull();
    }
    expect(file.get('empty', 'key-00001')).toBeNull();
    expect(file.get('nowhere', 'key-00001')).toBeNull();
    expect(file.meta).toEqual({ about: 'test', count: 500 });
    expect(file.count('main')).toBe(500);
    file.close();
  });

  it('gives the entries from a key on', async () => {
    const file = openBlockFile(await write('a', 100));
    const keys = [...file.entries('main', 'key-00097x')].map(({ key }) => key.toString());
    expect(keys).toEqual(['key-00098', 'key-00099']);
    expect([...file.entries('main')]).toHaveLength(100);
    expect([...file.entries('empty')]).toEqual([]);
    file.close();
  });

  it('keeps values that are larger than a block', async () => {
    const path = join(folder, 'large');
    const file = createBlockFile(path);
    const value = Buffer.alloc(3_000_000, 'x');
    await file.section('main', [
      { key: Buffer.from('a'), value: Buffer.from('1') },
      { key: Buffer.from('b'), value },
      { key: Buffer.from('c'), value: Buffer.alloc(0) },
    ]);
    file.finish(null);
    const open = openBlockFile(path, { cacheBytes: 10 });
    expect(open.get('main', 'b')?.equals(value)).toBe(true);
    expect(open.get('main', 'c')?.length).toBe(0);
    expect(open.get('main', 'a')?.toString()).toBe('1');
    open.close();
  });

  it('writes equal bytes for equal content, with the digest of the file', async () => {
    const [one, two] = [await write('a', 300), await write('b', 300)];
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
    const file = openBlockFile(one);
    const again = createBlockFile(join(folder, 'c'));
    await again.section('main', file.entries('main'));
    expect(file.digest()).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(again.finish(1).digest).not.toBe(file.digest());
    file.close();
  });

  it('notices every cut', async () => {
    const bytes = readFileSync(await write('a', 60));
    const cut = join(folder, 'cut');
    for (let length = 0; length < bytes.length; length += 7) {
      writeFileSync(cut, bytes.subarray(0, length));
      expect(await failureCode(() => openBlockFile(cut)), `${length} bytes`).toBe('IO_BLOCKS_CORRUPT');
    }
    writeFileSync(cut, Buffer.concat([bytes, Buffer.from('more')]));
    expect(await failureCode(() => openBlockFile(cut))).toBe('IO_BLOCKS_CORRUPT');
  });

  it('notices every changed byte behind the header, and never answers wrongly', async () => {
    const bytes = readFileSync(await write('a', 60));
    const changed = join(folder, 'changed');
    for (let at = 8; at < bytes.length; at += 1) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] as number) ^ 0x41;
      writeFileSync(changed, copy);
      const code = await failureCode(() => readAll(changed));
      expect(code, `byte ${at}`).toBe('IO_BLOCKS_CORRUPT');
    }
  });

  it('refuses an unfinished file and a missing one', async () => {
    const path = join(folder, 'half');
    const file = createBlockFile(path);
    await file.section('main', [{ key: Buffer.from('a'), value: Buffer.from('1') }]);
    file.abandon();
    expect(await failureCode(() => openBlockFile(path))).toBe('IO_BLOCKS_CORRUPT');
    expect(await failureCode(() => openBlockFile(join(folder, 'none')))).toBe('IO_FILE_MISSING');
    expect(await failureCode(() => createBlockFile(join(folder, 'none', 'x')))).toBe('IO_WRITE_FAILED');
  });

  it('goes on reading a file that was removed', async () => {
    const path = await write('a', 100);
    const file = openBlockFile(path);
    rmSync(path);
    expect(file.get('main', 'key-00042')?.toString()).toBe('value of key-00042');
    file.close();
    file.close();
  });

  it.each([
    ['in memory', 1 << 20],
    ['over many runs', 2_000],
  ])('sorts by bytes and keeps the order of equal keys (%s)', (_how, budget) => {
    const sorter = createExternalSorter({ folder, name: 'x', budget });
    const keys = ['b', 'a', 'ž', '𐐷', '\uffee', 'a', 'c'];
    for (let round = 0; round < 50; round += 1) {
      for (const key of keys) sorter.add(key, Buffer.from(`${key}${round}`.repeat(3)));
    }
    const entries = [...sorter.sorted()].map(({ key, value }) => [key.toString(), value.toString()]);
    expect(entries).toHaveLength(350);
    const sorted = entries.map(([key]) => Buffer.from(key ?? ''));
    expect(sorted).toEqual([...sorted].sort(Buffer.compare));
    const rounds = entries.filter(([key]) => key === 'b').map(([, value]) => value);
    expect(rounds).toEqual(Array.from({ length: 50 }, (_, round) => `b${round}`.repeat(3)));
  });
});

function readAll(path: string): void {
  const file = openBlockFile(path);
  try {
    for (const _entry of file.entries('main'));
  } finally {
    file.close();
  }
}

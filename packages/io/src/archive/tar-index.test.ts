import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexTar } from './tar-index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

function header(name: string, size: number, flag = '0', link = ''): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(flag, 156);
  block.write(link, 157, 100);
  block.write('ustar\x0000', 257);
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}

function content(text: string): Buffer {
  const bytes = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  bytes.write(text);
  return bytes;
}

async function index(blocks: readonly Buffer[], maxEntries = 100): ReturnType<typeof indexTar> {
  const path = join(folder, 'a.tar');
  await writeFile(path, Buffer.concat(blocks));
  return indexTar(path, { maxEntries });
}

const end = Buffer.alloc(1024);

describe('archive/tar-index', () => {
  it('tells where contents lie', async () => {
    const places = await index([
      header('./a', 3),
      content('abc'),
      header('d/', 0, '5'),
      header('l', 0, '2', '../x'),
      header('b', 600),
      content('x'.repeat(600)),
      end,
    ]);
    expect([...places]).toEqual([
      ['a', { kind: 'file', offset: 512, size: 3, link: '' }],
      ['d', { kind: 'directory', offset: 1536, size: 0, link: '' }],
      ['l', { kind: 'symlink', offset: 2048, size: 0, link: '../x' }],
      ['b', { kind: 'file', offset: 2560, size: 600, link: '' }],
    ]);
  });

  it('reads long names of GNU and pax', async () => {
    const long = 'n'.repeat(150);
    const record = ` path=${long}p\n`;
    const pax = `${record.length + 3}${record}`;
    const places = await index([
      header('././@LongLink', long.length + 1, 'L'),
      content(`${long}\0`),
      header('short', 1),
      content('1'),
      header('pax', pax.length, 'x'),
      content(pax),
      header('short', 1),
      content('2'),
      end,
    ]);
    expect([...places.keys()]).toEqual([long, `${long}p`]);
  });

  it('keeps the last of several entries, and stops at the end of the archive', async () => {
    const places = await index([
      header('a', 1),
      content('1'),
      header('a', 2),
      content('22'),
      end,
      header('late', 1),
      content('1'),
    ]);
    expect([...places].map(([name, place]) => [name, place.size])).toEqual([['a', 2]]);
  });

  it('accepts an archive without its end', async () => {
    expect((await index([header('a', 1), content('1')])).size).toBe(1);
  });

  it.each<[string, () => Buffer[], string]>([
    ['text', () => [Buffer.alloc(2048, 'text')], 'IO_TAR_CORRUPT'],
    ['half a header', () => [header('a', 0), Buffer.alloc(100, 1)], 'IO_TAR_TRUNCATED'],
    ['half a file', () => [header('a', 5000), content('a')], 'IO_TAR_TRUNCATED'],
    [
      'a name of a megabyte',
      () => [header('x', 1 << 20, 'L'), Buffer.alloc(1 << 20, 'n'), header('a', 0)],
      'IO_TAR_CORRUPT',
    ],
    ['sparse entries', () => [header('a', 0, 'S')], 'IO_TAR_CORRUPT'],
    [
      'too many entries',
      () =>
        Array.from({ length: 20 }, (_, number) => header(`f${number}`, 0)).concat(
          Array.from({ length: 20 }, () => header('g', 0)),
        ),
      'IO_TAR_LIMIT',
    ],
  ])('refuses %s', async (_, make, code) => {
    expect(await failureCode(() => index(make(), 10))).toBe(code);
  });
});

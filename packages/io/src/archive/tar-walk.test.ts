import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import type { TarEntry } from './tar-entry.ts';
import { TarWalk } from './tar-walk.ts';

interface Fields {
  readonly flag?: string;
  readonly size?: number | Buffer;
  readonly link?: string;
  readonly mode?: number;
  readonly magic?: string;
  readonly prefix?: string;
  readonly tail?: Buffer;
}

/** One header block with its right checksum. */
function header(name: string, fields: Fields = {}): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'latin1');
  block.write((fields.mode ?? 0o644).toString(8).padStart(7, '0'), 100);
  block.write('0000000', 108);
  block.write('0000000', 116);
  const size = fields.size ?? 0;
  if (typeof size === 'number') block.write(size.toString(8).padStart(11, '0'), 124);
  else size.copy(block, 124);
  block.write(fields.flag ?? '0', 156, 'latin1');
  block.write(fields.link ?? '', 157, 100, 'latin1');
  block.write(fields.magic ?? 'ustar\x0000', 257, 'latin1');
  block.write(fields.prefix ?? '', 345, 155, 'latin1');
  fields.tail?.copy(block, 345);
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padded(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 511)]);
}

function entry(name: string, content = '', fields: Fields = {}): Buffer {
  return Buffer.concat([header(name, { size: Buffer.byteLength(content), ...fields }), padded(content)]);
}

function pax(records: string, flag = 'x'): Buffer {
  return entry('PaxHeaders/x', records, { flag });
}

function record(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length++;
  return `${length} ${key}=${value}\n`;
}

const end = Buffer.alloc(1024);

interface Seen {
  readonly entries: TarEntry[];
  readonly contents: string[];
  readonly leftOut: string[];
  readonly trailing: boolean;
}

/** Walks an archive that comes in pieces of `step` bytes. */
function walk(tar: Buffer, step = tar.length): Seen {
  const entries: TarEntry[] = [];
  const contents: string[] = [];
  const leftOut: string[] = [];
  const walker = new TarWalk({
    entry(found) {
      entries.push(found);
      const parts: Buffer[] = [];
      return {
        chunk: (bytes) => parts.push(Buffer.from(bytes)) > 0,
        end: () => contents.push(Buffer.concat(parts).toString('latin1')),
      };
    },
    leftOut: (name, why) => leftOut.push(`${why} ${name.slice(0, 20)}`),
  });
  for (let at = 0; at < tar.length; at += step) walker.push(tar.subarray(at, at + step));
  walker.finish();
  return { entries, contents, leftOut, trailing: walker.trailing };
}

const long = `${'d/'.repeat(120)}file`;

describe('archive/tar-walk', () => {
  it.each([
    ['a plain file', entry('a/b', 'text'), 'a/b', 'text'],
    ['a ustar prefix', entry('b', 'text', { prefix: 'long/prefix' }), 'long/prefix/b', 'text'],
    [
      'a GNU long name',
      Buffer.concat([
        entry('././@LongLink', `${long}\0`, { flag: 'L', magic: 'ustar  \0' }),
        entry('cut', 'text', { magic: 'ustar  \0' }),
      ]),
      long,
      'text',
    ],
    ['a pax path', Buffer.concat([pax(record('path', long)), entry('cut', 'text')]), long, 'text'],
    ['a pax size', Buffer.concat([pax(record('size', '4')), header('x', { size: 0 }), padded('text')]), 'x', 'text'],
    ['a global header before it', Buffer.concat([pax(record('comment', 'x'), 'g'), entry('a', 'text')]), 'a', 'text'],
    ['type NUL', entry('a', 'text', { flag: '\0' }), 'a', 'text'],
    ['type 7', entry('a', 'text', { flag: '7' }), 'a', 'text'],
    ['no magic at all', entry('a', 'text', { magic: '' }), 'a', 'text'],
    [
      'a base-256 size',
      entry('a', 'text', { size: Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]) }),
      'a',
      'text',
    ],
    ['bytes that are not UTF-8', entry('\xff\xfe', 'text'), '\xff\xfe', 'text'],
  ])('reads %s, in pieces of any length', (_what, tar, name, content) => {
    for (const step of [1, 7, 511, 512, 513, 10_000]) {
      const seen = walk(Buffer.concat([tar, end]), step);
      expect(seen.entries.map((found) => [found.kind, found.name])).toEqual([['file', name]]);
      expect(seen.contents).toEqual([content]);
    }
  });

  it.each([
    ['1', 'hardlink'],
    ['2', 'symlink'],
    ['3', 'character'],
    ['4', 'block'],
    ['5', 'directory'],
    ['6', 'fifo'],
  ])('type %s is a %s without content, whatever its size says', (flag, kind) => {
    const seen = walk(Buffer.concat([header('a', { flag, size: 512, link: 'b' }), entry('next', 'x'), end]));
    expect(seen.entries.map((found) => found.kind)).toEqual([kind, 'file']);
    expect(seen.contents).toEqual(['', 'x']);
  });

  it('takes a file whose name ends in a slash for a folder', () => {
    expect(walk(Buffer.concat([entry('a/', '', { flag: '\0' }), end])).entries[0]?.kind).toBe('directory');
  });

  it.each([
    [
      'pax 1.0',
      Buffer.concat([
        pax(
          record('GNU.sparse.major', '1') +
            record('GNU.sparse.minor', '0') +
            record('GNU.sparse.name', 'real') +
            record('GNU.sparse.realsize', '10'),
        ),
        header('stand-in', { size: 515 }),
        padded('1\n4\n3\n'),
        padded('mid'),
      ]),
    ],
    [
      'pax 0.1',
      Buffer.concat([
        pax(record('GNU.sparse.size', '10') + record('GNU.sparse.map', '4,3') + record('GNU.sparse.name', 'real')),
        header('stand-in', { size: 3 }),
        padded('mid'),
      ]),
    ],
    [
      'pax 0.0',
      Buffer.concat([
        pax(
          record('GNU.sparse.size', '10') +
            record('GNU.sparse.offset', '4') +
            record('GNU.sparse.numbytes', '3') +
            record('path', 'real'),
        ),
        header('stand-in', { size: 3 }),
        padded('mid'),
      ]),
    ],
  ])('fills the holes of a sparse file (%s)', (_what, tar) => {
    for (const step of [1, 100, 512, 4096]) {
      const seen = walk(Buffer.concat([tar, entry('next', 'x'), end]), step);
      expect(seen.entries.map(({ name, size }) => [name, size])).toEqual([
        ['real', 10],
        ['next', 1],
      ]);
      expect(seen.contents).toEqual(['\0\0\0\0mid\0\0\0', 'x']);
    }
  });

  it('fills the holes of an old GNU sparse file', () => {
    const tail = Buffer.alloc(155);
    for (const [at, value] of [
      [41, 4],
      [53, 3],
      [138, 10],
    ] as const)
      tail.write(value.toString(8).padStart(11, '0'), at);
    const tar = Buffer.concat([header('old', { flag: 'S', magic: 'ustar  \0', size: 3, tail }), padded('mid'), end]);
    expect(walk(tar).contents).toEqual(['\0\0\0\0mid\0\0\0']);
  });

  it('leaves out entries of unknown types and of names past a mebibyte, and goes on', () => {
    const name = Buffer.concat([
      header('././@LongLink', { flag: 'L', magic: 'ustar  \0', size: 2 << 20 }),
      Buffer.alloc(2 << 20, 'a'),
    ]);
    const seen = walk(
      Buffer.concat([entry('odd', 'data', { flag: 'Z' }), name, entry('short', 'x'), entry('next', 'y'), end]),
    );
    expect(seen.leftOut).toEqual(['type odd', 'name short']);
    expect(seen.contents).toEqual(['y']);
  });

  it('stops at two zero blocks and tells of bytes behind them', () => {
    const hidden = walk(Buffer.concat([entry('a', 'x'), end, entry('hidden', 'y'), end]));
    expect(hidden.entries.map(({ name }) => name)).toEqual(['a']);
    expect(hidden.trailing).toBe(true);
    expect(walk(Buffer.concat([entry('a', 'x'), end, Buffer.alloc(9000)])).trailing).toBe(false);
  });

  it('accepts an archive without its end', () => {
    expect(walk(entry('a', 'x')).contents).toEqual(['x']);
  });

  const badSum = entry('a', 'x');
  badSum.write('000000', 148);
  it.each([
    ['a wrong checksum', badSum, 'IO_TAR_CORRUPT'],
    ['text', Buffer.alloc(1024, 'this is no tar archive\n'), 'IO_TAR_CORRUPT'],
    ['letters for a size', header('a', { size: Buffer.from('zzzzzzzzzzz\0') }), 'IO_TAR_CORRUPT'],
    ['a negative size', header('a', { size: Buffer.alloc(12, 0xff) }), 'IO_TAR_CORRUPT'],
    ['a pax record of a wrong length', pax('99 path=x\n'), 'IO_TAR_CORRUPT'],
    [
      'a sparse map beyond the file',
      Buffer.concat([
        pax(record('GNU.sparse.size', '2') + record('GNU.sparse.map', '4,3')),
        header('a', { size: 3 }),
        padded('mid'),
      ]),
      'IO_TAR_CORRUPT',
    ],
    ['an end inside a file', Buffer.concat([header('a', { size: 5000 }), Buffer.alloc(1000)]), 'IO_TAR_TRUNCATED'],
    ['an end inside a header', header('a').subarray(0, 300), 'IO_TAR_TRUNCATED'],
    [
      'a size beyond any archive',
      header('a', { size: Buffer.from([0x80, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]) }),
      'IO_TAR_TRUNCATED',
    ],
  ])('refuses %s', async (_what, tar, code) => {
    expect(await failureCode(() => walk(tar))).toBe(code);
  });
});

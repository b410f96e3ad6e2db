import { crc32, deflateRawSync } from 'node:zlib';
import { type CodedError, isCodedError } from '@gantry/core/errors';
import { describe, expect, it } from 'vitest';
import { memoryAccess } from '../files/index.ts';
import { openZipEntry, readZipEntry, readZipIndex } from './zip.ts';

interface Part {
  readonly name: string | Uint8Array;
  readonly data?: string | Uint8Array;
  readonly stored?: boolean;
  readonly lie?: {
    readonly crc?: number;
    readonly size?: number;
    readonly flags?: number;
    readonly at?: number;
    readonly method?: number;
  };
}

const limits = { maxEntries: 1000, maxDirectoryBytes: 1 << 20 };

/** A zip with the given parts, and where asked with lies in its directory. */
function zip(parts: readonly Part[], options: { readonly zip64?: boolean; readonly comment?: string } = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name as string);
    const data = Buffer.from((part.data ?? '') as string);
    const packed = part.stored ? data : deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(name.length, 26);
    const record = Buffer.alloc(46);
    const extra = Buffer.alloc(options.zip64 ? 28 : 0);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(part.lie?.flags ?? 0, 8);
    record.writeUInt16LE(part.lie?.method ?? (part.stored ? 0 : 8), 10);
    record.writeUInt32LE(part.lie?.crc ?? crc32(data), 16);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    const numbers = [packed.length, part.lie?.size ?? data.length, part.lie?.at ?? offset] as const;
    if (options.zip64) {
      for (const at of [20, 24, 42]) record.writeUInt32LE(0xffffffff, at);
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(numbers[1]), 4);
      extra.writeBigUInt64LE(BigInt(numbers[0]), 12);
      extra.writeBigUInt64LE(BigInt(numbers[2]), 20);
    } else {
      record.writeUInt32LE(numbers[0], 20);
      record.writeUInt32LE(numbers[1], 24);
      record.writeUInt32LE(numbers[2], 42);
    }
    local.push(head, name, packed);
    central.push(record, name, extra);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.zip64 ? 0xffff : parts.length, 10);
  end.writeUInt32LE(options.zip64 ? 0xffffffff : directory.length, 12);
  end.writeUInt32LE(options.zip64 ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  const wide = options.zip64 ? zip64End(parts.length, directory.length, offset) : Buffer.alloc(0);
  return Buffer.concat([...local, directory, wide, end, comment]);
}

function zip64End(entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  return record;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isCodedError(error)) return (error as CodedError).code;
    throw error;
  }
  return 'none';
}

const two: Part[] = [
  { name: 'a/one.txt', data: 'first '.repeat(50) },
  { name: 'two.jar', data: 'second', stored: true },
];

describe('readZipIndex', () => {
  it.each([
    ['plain', zip(two)],
    ['zip64', zip(two, { zip64: true })],
    ['with a comment', zip(two, { comment: 'hello' })],
    ['with bytes before it', Buffer.concat([Buffer.from('#!/bin/sh\nexec java -jar $0\n'), zip(two)])],
    ['zip64 with bytes before it', Buffer.concat([Buffer.alloc(999, 0x50), zip(two, { zip64: true })])],
    ['with bytes behind it', Buffer.concat([zip(two), Buffer.alloc(100, 0x41)])],
    ['with an end record in its comment', zip(two, { comment: `PK\u0005\u0006${'x'.repeat(40)}` })],
  ])('reads an archive %s', (_name, bytes) => {
    const content = memoryAccess(bytes);
    const index = readZipIndex(content, limits);
    expect(index).toMatchObject({ total: 2, overlapping: false });
    const texts = index.entries.map((entry) => Buffer.from(readZipEntry(content, entry, 1000)).toString());
    expect(texts).toEqual(['first '.repeat(50), 'second']);
  });

  it('reads an archive of nothing', () => {
    expect(readZipIndex(memoryAccess(zip([])), limits)).toMatchObject({ total: 0, entries: [] });
  });

  it('returns only what is kept, and counts all', () => {
    const index = readZipIndex(memoryAccess(zip(two)), { ...limits, keep: (name) => name.at(-1) === 0x72 });
    expect(index).toMatchObject({ total: 2, entries: [{ name: 'two.jar' }] });
  });

  it.each([
    ['', 0],
    ['random', 70_000],
  ])('refuses bytes that are no archive (%s)', (_name, size) => {
    const noise = Buffer.from(Array.from({ length: size }, (_, i) => (i * 7919) % 251));
    expect(codeOf(() => readZipIndex(memoryAccess(noise), limits))).toBe('IO_ZIP_BROKEN');
  });

  it('refuses an archive cut anywhere', () => {
    const whole = zip(two);
    for (let length = 0; length < whole.length; length += 7) {
      expect(codeOf(() => readZipIndex(memoryAccess(whole.subarray(0, length)), limits))).toBe('IO_ZIP_BROKEN');
    }
  });

  it('refuses more entries than asked for', () => {
    expect(codeOf(() => readZipIndex(memoryAccess(zip(two)), { ...limits, maxEntries: 1 }))).toBe('IO_ZIP_LIMIT');
  });

  it('sees entries that share bytes', () => {
    const bytes = zip([
      { name: 'a', data: 'same' },
      { name: 'b', data: 'same', lie: { at: 0 } },
    ]);
    expect(readZipIndex(memoryAccess(bytes), limits).overlapping).toBe(true);
  });

  it.each([
    ['latin', Buffer.from([0x66, 0xe9]), 'fé'],
    ['control characters', Buffer.from('a\u001b[31m\u0000b'), 'a\ufffd[31m\ufffdb'],
    ['climbing', Buffer.from('../../etc/passwd'), '../../etc/passwd'],
  ])('keeps names as labels: %s', (_name, raw, expected) => {
    expect(readZipIndex(memoryAccess(zip([{ name: raw }])), limits).entries[0]?.name).toBe(expected);
  });

  it('never fails with anything but a coded error, whatever byte is wrong', () => {
    const whole = zip(two);
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 0xff, (whole[at] ?? 0) ^ 0x40]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        const content = memoryAccess(bytes);
        codeOf(() =>
          readZipIndex(content, limits).entries.forEach(
            (entry) => void codeOf(() => readZipEntry(content, entry, 1000)),
          ),
        );
      }
    }
  });
});

describe('openZipEntry', () => {
  it('takes no memory for a stored entry', () => {
    const content = memoryAccess(zip(two));
    const entry = readZipIndex(content, limits).entries[1];
    expect(entry && openZipEntry(content, entry, 0).size).toBe(6);
  });

  it.each<[string, Part, string]>([
    ['a wrong checksum', { name: 'x', data: 'abc', lie: { crc: 1 } }, 'IO_ZIP_ENTRY_BROKEN'],
    ['a size that is too small', { name: 'x', data: 'abc', lie: { size: 1 } }, 'IO_ZIP_ENTRY_BROKEN'],
    ['a size that is too large', { name: 'x', data: 'abc', lie: { size: 100 } }, 'IO_ZIP_ENTRY_BROKEN'],
    [
      'a stored size that is a lie',
      { name: 'x', data: 'abc', stored: true, lie: { size: 100 } },
      'IO_ZIP_ENTRY_BROKEN',
    ],
    ['a size that deflate cannot give', { name: 'x', data: 'abc', lie: { size: 1 << 19 } }, 'IO_ZIP_ENTRY_BROKEN'],
    ['more than what is unpacked', { name: 'x', data: Buffer.alloc((1 << 20) + 1) }, 'IO_ZIP_LIMIT'],
    ['encryption', { name: 'x', data: 'abc', lie: { flags: 1 } }, 'IO_ZIP_ENTRY_ENCRYPTED'],
    ['an unknown method', { name: 'x', data: 'abc', lie: { method: 14 } }, 'IO_ZIP_ENTRY_BROKEN'],
    ['a place past the end', { name: 'x', data: 'abc', lie: { at: 1 << 30 } }, 'IO_ZIP_ENTRY_BROKEN'],
  ])('refuses %s', (_name, part, code) => {
    const content = memoryAccess(zip([part]));
    const entry = readZipIndex(content, limits).entries[0];
    expect(codeOf(() => entry && openZipEntry(content, entry, 1 << 20))).toBe(code);
  });
});

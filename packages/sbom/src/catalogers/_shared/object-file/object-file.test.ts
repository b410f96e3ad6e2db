import { memoryAccess } from '@gantry/io/files';
import { describe, expect, it } from 'vitest';
import { openObjectFiles, readAddress } from './index.ts';

/** A Windows program of one section at file offset 512. */
function pe(bits: 32 | 64, name: string, bytes: Buffer): Buffer {
  const out = Buffer.alloc(512 + bytes.length);
  out.write('MZ');
  out.writeUInt32LE(64, 60);
  out.write('PE\0\0', 64);
  out.writeUInt16LE(bits === 64 ? 0x8664 : 0x14c, 68);
  out.writeUInt16LE(1, 70);
  out.writeUInt16LE(160, 84);
  out.writeUInt16LE(bits === 64 ? 0x20b : 0x10b, 88);
  out.writeUInt32LE(0x400000, bits === 64 ? 88 + 24 : 88 + 28);
  const row = 88 + 160;
  out.write(name, row);
  out.writeUInt32LE(0x1000, row + 12);
  out.writeUInt32LE(bytes.length, row + 16);
  out.writeUInt32LE(512, row + 20);
  out.writeUInt32LE(0xc0000040, row + 36);
  out.set(bytes, 512);
  return out;
}

/** A Mach-O file of one segment with one section at file offset 512. */
function macho(bits: 32 | 64, name: string, bytes: Buffer): Buffer {
  const out = Buffer.alloc(512 + bytes.length);
  const wide = bits === 64;
  const word = (at: number, value: number) =>
    wide ? out.writeBigUInt64LE(BigInt(value), at) : out.writeUInt32LE(value, at);
  out.writeUInt32LE(wide ? 0xfeedfacf : 0xfeedface, 0);
  out.writeUInt32LE(wide ? 0x0100000c : 7, 4);
  out.writeUInt32LE(1, 16);
  const at = wide ? 32 : 28;
  const [head, row, step] = wide ? [72, 80, 8] : [56, 68, 4];
  out.writeUInt32LE(head + row, 20);
  out.writeUInt32LE(wide ? 0x19 : 1, at);
  out.writeUInt32LE(head + row, at + 4);
  for (const [index, value] of [0x1000, bytes.length, 512, bytes.length].entries()) word(at + 24 + index * step, value);
  out.writeUInt32LE(3, at + 24 + 4 * step + 4);
  out.writeUInt32LE(1, at + 24 + 4 * step + 8);
  out.write(name, at + head);
  word(at + head + 32, 0x1000);
  word(at + head + 32 + step, bytes.length);
  out.writeUInt32LE(512, at + head + 32 + 2 * step);
  out.set(bytes, 512);
  return out;
}

function fat(parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(8 + parts.length * 20);
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(parts.length, 4);
  let at = header.length;
  for (const [index, part] of parts.entries()) {
    header.writeUInt32BE(at, 8 + index * 20 + 8);
    header.writeUInt32BE(part.length, 8 + index * 20 + 12);
    at += part.length;
  }
  return Buffer.concat([header, ...parts]);
}

const data = Buffer.from('hello world');

describe('catalogers/_shared/object-file', () => {
  it.each([
    ['PE, 32 bits', pe(32, '.data', data), 'pe', '386', 0x401000],
    ['PE, 64 bits', pe(64, '.data', data), 'pe', 'amd64', 0x401000],
    ['Mach-O, 32 bits', macho(32, '.data', data), 'macho', '386', 0x1000],
    ['Mach-O, 64 bits', macho(64, '.data', data), 'macho', 'arm64', 0x1000],
  ])('reads %s', (_name, bytes, format, architecture, address) => {
    const [file, ...others] = openObjectFiles(memoryAccess(bytes));
    expect(others).toEqual([]);
    expect(file).toMatchObject({ format, architecture });
    expect(file?.sections).toEqual([{ name: '.data', address, offset: 512, size: data.length, writable: true }]);
    expect(file && Buffer.from(readAddress(file, address + 6, 5) ?? []).toString()).toBe('world');
    expect(file && readAddress(file, address + 6, 6)).toBeNull();
  });

  it('opens every part of a fat file', () => {
    const files = openObjectFiles(
      memoryAccess(fat([macho(64, 'a', data), macho(32, 'b', data), Buffer.from('noise')])),
    );
    expect(files.map((file) => file.sections[0]?.name)).toEqual(['a', 'b']);
  });

  it.each([
    ['PE', pe(64, '.data', data)],
    ['Mach-O', macho(64, '.data', data)],
    ['fat', fat([macho(64, 'a', data)])],
  ])('never throws, whatever byte of %s is wrong or missing', (_name, whole) => {
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 0x7f, 0xff]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        for (const file of openObjectFiles(memoryAccess(bytes))) readAddress(file, 0x401000, 4);
      }
      openObjectFiles(memoryAccess(whole.subarray(0, at)));
    }
  });
});

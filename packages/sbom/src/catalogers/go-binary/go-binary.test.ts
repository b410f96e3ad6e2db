import { describe, expect, it } from 'vitest';
import { base, elfWith, firstSectionAt } from '../../testing/elf-file.ts';
import { scannedFile, treeOf } from '../../testing/index.ts';
import { goBinary } from './index.ts';

const text = [
  'path\texample.com/app/cmd/x',
  'mod\texample.com/app\t(devel)\t',
  'dep\tgithub.com/a/b/v2\tv2.1.0\th1:ab=',
  'dep\tgithub.com/old/one\tv1.0.0',
  '=>\tgithub.com/new/one\tv1.5.0\th1:new=',
  'dep\tgithub.com/old/two\tv1.0.0',
  '=>\t./two\t(devel)\t',
  'build\t-ldflags="-s -w"',
  'build\tGOARCH=arm64',
  '',
].join('\n');

function framed(modules: string): Buffer {
  const mark = Buffer.alloc(16, 0x33);
  return modules === '' ? Buffer.alloc(0) : Buffer.concat([mark, Buffer.from(modules), mark]);
}

function counted(bytes: Buffer): Buffer {
  const length = bytes.length;
  return Buffer.concat([Buffer.from(length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7]), bytes]);
}

function header(flags: number, width = 8): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.write('\xff Go buildinf:', 'latin1');
  bytes.set([width, flags], 14);
  return bytes;
}

function inPlace(version: string, modules: string): Buffer {
  return Buffer.concat([header(2), counted(Buffer.from(version)), counted(framed(modules))]);
}

/** The form of Go 1.13 to 1.17: the header, two string headers, the strings. */
function byPointers(
  version: string,
  modules: string,
  shape: { readonly bits: 32 | 64; readonly littleEndian: boolean },
): Buffer {
  const width = shape.bits / 8;
  const bytes = Buffer.concat([
    header(shape.littleEndian ? 0 : 1, width),
    Buffer.alloc(4 * width),
    Buffer.from(version),
    framed(modules),
  ]);
  const start = base + firstSectionAt(shape.bits);
  const strings = 32 + 4 * width;
  const words: [number, number][] = [
    [16, start + 32],
    [16 + width, start + 32 + 2 * width],
    [32, start + strings],
    [32 + width, version.length],
    [32 + 2 * width, start + strings + version.length],
    [32 + 3 * width, framed(modules).length],
  ];
  for (const [at, value] of words) {
    if (width === 8)
      shape.littleEndian ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeBigUInt64BE(BigInt(value), at);
    else shape.littleEndian ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  }
  return bytes;
}

function catalog(program: Uint8Array) {
  const file = scannedFile('/bin/x', program);
  const reading = goBinary.read(file);
  const files = reading.facts === null ? [] : [{ path: file.path, facts: structuredClone(reading.facts) }];
  const result = goBinary.assemble(files, { tree: treeOf({}), distro: null });
  const codes = [...(reading.unread ?? []), ...(result.unread ?? [])].map((one) => one.code);
  return { ...result, codes, lines: result.packages.map((one) => `${one.name} ${one.version}`) };
}

function elf(bytes: Buffer, rest: object = {}): Buffer {
  return elfWith({ sections: [{ name: '.go.buildinfo', bytes }], ...rest });
}

const wanted = [
  'example.com/app null',
  'stdlib go1.17.2',
  'github.com/a/b/v2 v2.1.0',
  'github.com/new/one v1.5.0',
  'github.com/old/two null',
];

describe('catalogers/go-binary', () => {
  it.each([
    ['strings in place', elf(inPlace('go1.17.2', text))],
    ['a stripped section table', elf(inPlace('go1.17.2', text), { stripped: true })],
    ['32 bits', elf(inPlace('go1.17.2', text), { bits: 32 })],
    ['pointers', elf(byPointers('go1.17.2', text, { bits: 64, littleEndian: true }))],
    ['pointers, 32 bits', elf(byPointers('go1.17.2', text, { bits: 32, littleEndian: true }), { bits: 32 })],
    [
      'pointers, big end first',
      elf(byPointers('go1.17.2', text, { bits: 64, littleEndian: false }), { littleEndian: false }),
    ],
    [
      'pointers, 32 bits, big end first',
      elf(byPointers('go1.17.2', text, { bits: 32, littleEndian: false }), { bits: 32, littleEndian: false }),
    ],
  ])('reads %s', (_name, program) => {
    const found = catalog(program);
    expect(found.lines).toEqual(wanted);
    expect(found.codes).toEqual(['SBOM_VERSION_UNKNOWN', 'SBOM_VERSION_UNKNOWN']);
  });

  it('keeps sums, settings, replacements and what depends on what', () => {
    const found = catalog(elf(inPlace('go1.17.2', text)));
    expect(found.packages[0]?.metadata).toMatchObject({
      architecture: 'arm64',
      buildSettings: [
        { key: '-ldflags', value: '-s -w' },
        { key: 'GOARCH', value: 'arm64' },
      ],
    });
    expect(found.packages[1]).toMatchObject({ purl: 'pkg:golang/stdlib@1.17.2', metadata: { goVersion: 'go1.17.2' } });
    expect(found.packages[3]?.metadata).toMatchObject({
      h1Digest: 'h1:new=',
      replaces: { path: 'github.com/old/one', version: 'v1.0.0' },
    });
    expect(found.relationships?.map((edge) => `${edge.from} ${edge.to}`)).toEqual(['0 1', '0 2', '0 3', '0 4']);
  });

  it.each([
    ['no list of modules', 'go1.19.8', '', ['stdlib go1.19.8'], ['SBOM_MODULES_UNKNOWN']],
    ['an experiment', 'go1.21.4 X:boringcrypto', 'path\tx\nmod\tx\tv1.0.0\t\n', ['x v1.0.0', 'stdlib go1.21.4'], []],
    [
      'a development toolchain',
      'devel go1.20-abc',
      'mod\tx\tv1.0.0\t\n',
      ['x v1.0.0', 'stdlib null'],
      ['SBOM_VERSION_UNKNOWN'],
    ],
  ])('reads a program with %s', (_name, version, modules, lines, codes) => {
    expect(catalog(elf(inPlace(version, modules)))).toMatchObject({ lines, codes });
  });

  it.each([
    ['other programs', elfWith({ sections: [{ name: '.text', bytes: Buffer.from('x') }] }), []],
    ['a length past the end', elf(Buffer.concat([header(2), Buffer.from([0xff, 0xff, 0x03])])), []],
    ['pointers to nowhere', elf(header(0)), []],
    ['an odd width', elf(header(0, 3)), []],
    ['a script', Buffer.from('#!/bin/sh\n'), []],
    ['a DOS program', Buffer.from(`MZ${'\0'.repeat(100)}`), []],
    ['a Java class', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61, 0, 0]), []],
    ['two bytes', Buffer.from('MZ'), []],
    [
      'a packed program',
      elfWith({ stripped: true, sections: [{ name: '.x', bytes: Buffer.from('UPX!') }] }),
      ['SBOM_BINARY_PACKED'],
    ],
  ])('finds nothing in %s', (_name, program, codes) => {
    expect(catalog(program)).toMatchObject({ lines: [], codes });
  });

  it('never throws, whatever byte of the headers is wrong', () => {
    const whole = elf(byPointers('go1.17.2', text, { bits: 64, littleEndian: true }));
    for (let at = 4; at < whole.length; at++) {
      for (const value of [0, 0xff, 0x7f]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        catalog(bytes);
      }
    }
    for (let length = 0; length < whole.length; length += 5) catalog(whole.subarray(0, length));
  });
});

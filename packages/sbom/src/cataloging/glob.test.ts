import { describe, expect, it } from 'vitest';
import { Dispatcher } from './dispatcher.ts';
import { expandBraces, matchesGlob, parseGlob } from './glob.ts';
import type { Reader } from './reader.ts';

describe('cataloging/glob', () => {
  it.each([
    ['**/package.json', 'package.json', true],
    ['**/package.json', 'a/b/package.json', true],
    ['**/package.json', 'a/b/package.json5', false],
    ['var/lib/dpkg/status', 'var/lib/dpkg/status', true],
    ['var/lib/dpkg/status', 'x/var/lib/dpkg/status', false],
    ['**/node_modules/*/package.json', 'a/node_modules/b/package.json', true],
    ['**/node_modules/*/package.json', 'a/node_modules/b/c/package.json', false],
    ['**/node_modules/@*/*/package.json', 'node_modules/@x/y/package.json', true],
    ['**/*.dist-info/METADATA', 'lib/a-1.dist-info/METADATA', true],
    ['**/*.jar', 'a/.jar', true],
    ['**/*.jar', 'a/b.jar.txt', false],
    ['etc/*-release', 'etc/os-release', true],
    ['usr/**/x?z', 'usr/xyz', true],
    ['usr/**', 'usr/a/b', true],
    ['**', 'anything/at/all', true],
  ])('%s and %s: %s', (glob, path, wanted) => {
    expect(matchesGlob(parseGlob(glob), path)).toBe(wanted);
  });

  it('takes no time over paths made to be slow', () => {
    const glob = parseGlob('**/a*a*a*a*a*b/**/c');
    const started = performance.now();
    expect(matchesGlob(glob, `${'a'.repeat(2000)}/${'x/'.repeat(1000)}d`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('expands braces, also several', () => {
    expect(expandBraces('a/{b,c}/*.{d,e}')).toEqual(['a/b/*.d', 'a/b/*.e', 'a/c/*.d', 'a/c/*.e']);
    expect(expandBraces('a/{b')).toEqual(['a/{b']);
  });
});

describe('cataloging/dispatcher', () => {
  const reader = (name: string, reads: Reader['reads']): Reader => ({
    name,
    revision: 1,
    reads,
    read: () => ({ facts: null }),
  });
  const readers = [
    reader('name', [{ globs: ['**/package.json', 'opt/package.json'], maxBytes: 5 }]),
    reader('ending', [{ globs: ['**/*.{jar,war}'] }]),
    reader('folder', [{ globs: ['var/lib/dpkg/status.d/*'] }]),
    reader('odd', [{ globs: ['etc/*-release', '**/lib*.so.*'] }]),
    reader('magic', [{ magic: ['elf', 'macho'] }]),
  ];
  const dispatcher = new Dispatcher(readers, 100);

  it.each([
    ['a/package.json', ['name 5']],
    ['opt/package.json', ['name 5']],
    ['a.war', ['ending 100']],
    ['var/lib/dpkg/status.d/base', ['folder 100']],
    ['etc/os-release', ['odd 100']],
    ['usr/lib/libc.so.6', ['odd 100']],
    ['usr/lib/nothing', []],
  ])('%s is wanted by %j', (path, wanted) => {
    expect(dispatcher.byPath(path).map((want) => `${readers[want.reader]?.name} ${want.maxBytes}`)).toEqual(wanted);
  });

  it.each([
    ['an ELF program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], 1],
    ['a Mach-O fat file', [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2], 1],
    ['a Java class', [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52], 0],
    ['a PE program that nobody asked for', [0x4d, 0x5a, 0, 0, 0, 0, 0, 0], 0],
  ])('%s: %j', (_what, head, count) => {
    expect(dispatcher.byHead(Uint8Array.from(head))).toHaveLength(count);
  });
});

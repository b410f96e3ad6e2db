import { describe, expect, it } from 'vitest';
import { elfProgram, type TestElf } from '../../testing/elf-program.ts';
import { inspectFiles } from '../../testing/inspect-files.ts';
import { hardening } from './index.ts';

async function factsOf(program: TestElf | Uint8Array) {
  const bytes = program instanceof Uint8Array ? program : elfProgram(program);
  const { found, unread } = await inspectFiles(hardening, { '/bin/a': bytes });
  return { facts: (found as object[])[0] ?? null, codes: unread };
}

const needed = ['libc.so.6'];

describe('inspectors/hardening', () => {
  it.each([
    ['64 bits, little-endian', {}],
    ['64 bits, big-endian', { littleEndian: false }],
    ['32 bits, little-endian', { bits: 32 }],
    ['32 bits, big-endian', { bits: 32, littleEndian: false }],
  ] as const)('reads a hardened program of %s', async (_name, shape) => {
    const imports = ['__stack_chk_fail', '__memcpy_chk', 'puts'];
    const flags = { pie: true, bindNow: true, runPath: '/opt/a:/opt/b' };
    const { facts } = await factsOf({ ...shape, needed, interpreter: true, stack: 6, relro: true, imports, ...flags });
    expect(facts).toEqual({
      path: '/bin/a',
      kind: 'executable',
      pie: true,
      nx: true,
      relro: 'full',
      stackProtector: true,
      fortified: true,
      runPaths: ['/opt/a', '/opt/b'],
      stripped: true,
      static: false,
    });
  });

  it.each([
    [
      'no marks at all',
      { executable: true, needed, interpreter: true, imports: ['memcpy'] },
      ['executable', false, false, 'none', false, false, false],
    ],
    [
      'an executable stack',
      { needed, interpreter: true, stack: 7, relro: true, imports: ['puts'] },
      ['executable', true, false, 'partial', false, null, false],
    ],
    ['a library', { needed, stack: 6, soname: 'liba.so' }, ['library', true, true, 'none', null, null, false]],
    [
      'a library that can be run',
      { needed, interpreter: true, stack: 6, soname: 'libc.so.6' },
      ['library', true, true, 'none', null, null, false],
    ],
    [
      'a static program',
      { executable: true, stack: 6, symbols: ['main', '__stack_chk_fail'] },
      ['executable', false, true, 'none', true, null, true],
    ],
    [
      'a static program without symbols',
      { executable: true, stack: 6 },
      ['executable', false, true, 'none', null, null, true],
    ],
    [
      'a static position-independent program',
      { pie: true, stack: 6, relro: true, bindNow: true },
      ['executable', true, true, 'full', null, null, true],
    ],
  ] as const)('tells of %s', async (_name, program, expected) => {
    const { facts } = await factsOf(program);
    const { kind, pie, nx, relro, stackProtector, fortified, static: isStatic } = facts as Record<string, unknown>;
    expect([kind, pie, nx, relro, stackProtector, fortified, isStatic]).toEqual(expected);
  });

  it.each([
    ['an object file', elfProgram({ type: 1 }), 0],
    ['a core dump', elfProgram({ type: 4 }), 0],
    ['a header cut short', elfProgram({}).subarray(0, 30), 1],
    ['an unknown class', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 9]), Buffer.alloc(60)]), 1],
  ])('leaves out %s', async (_name, bytes, unread) => {
    const { facts, codes } = await factsOf(bytes);
    expect(facts).toBeNull();
    expect(codes.length).toBe(0);
    const reading = hardening.reader?.({}).read({
      path: '/a',
      size: bytes.length,
      mode: 0o755,
      content: { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) },
    });
    expect(reading?.unread?.length ?? 0).toBe(unread);
  });

  it('survives every cut and every damaged header byte', async () => {
    const whole = elfProgram({
      needed,
      interpreter: true,
      imports: ['puts'],
      relro: true,
      runPath: '/x',
      symbols: ['m'],
    });
    for (let length = 0; length < whole.length; length += 7) await factsOf(whole.subarray(0, length));
    for (let at = 4; at < 64; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = 0xff;
      await factsOf(damaged);
    }
  });
});

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

  it('takes no time for a table of names without an end', async () => {
    const started = performance.now();
    await factsOf(endlessNames());
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

/** A program whose 200,000 symbols are all named by one text of 16 MiB. */
function endlessNames(): Buffer {
  const [symbols, names] = [200_000 * 24, 16 * 2 ** 20];
  const head = Buffer.alloc(64 + 56 + 3 * 64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  head.writeUInt16LE(2, 16);
  head.writeBigUInt64LE(64n, 32);
  head.writeBigUInt64LE(120n, 40);
  for (const [at, value] of [
    [54, 56],
    [56, 1],
    [58, 64],
    [60, 3],
    [62, 2],
  ] as const)
    head.writeUInt16LE(value, at);
  head.writeUInt32LE(1, 64);
  const section = (row: number, type: number, { offset, size }: { offset: number; size: number }) => {
    const at = 120 + row * 64;
    head.writeUInt32LE(type, at + 4);
    head.writeBigUInt64LE(BigInt(offset), at + 24);
    head.writeBigUInt64LE(BigInt(size), at + 32);
    head.writeUInt32LE(2, at + 40);
  };
  section(1, 11, { offset: head.length, size: symbols });
  section(2, 3, { offset: head.length + symbols, size: names });
  return Buffer.concat([head, Buffer.alloc(symbols), Buffer.alloc(names, 'a')]);
}

/** What a program made for a test holds. */
export interface TestProgram {
  readonly bits?: 32 | 64;
  readonly littleEndian?: boolean;
  /** Each section is mapped at `base` plus its position in the file, and writable. */
  readonly sections: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Leave the section table out, as `sstrip` does: one writable segment stays. */
  readonly stripped?: boolean;
}

/** Address of the first byte of the file in memory. */
export const base = 0x400000;

/** Position of the first section's bytes. */
export function firstSectionAt(bits: 32 | 64): number {
  return bits === 64 ? 128 : 96;
}

/** An ELF file with a program header, the sections in order, each aligned to 16 bytes, and a section table. For tests. */
export function elfWith(program: TestProgram): Buffer {
  const { bits = 64, littleEndian = true, stripped = false } = program;
  const names = Buffer.from(`\0${[...program.sections.map((one) => one.name), '.shstrtab'].join('\0')}\0`);
  const parts = [...program.sections, { name: '.shstrtab', bytes: names }];
  let at = firstSectionAt(bits);
  const placed = parts.map((part) => {
    const offset = at;
    at += Math.ceil(part.bytes.length / 16) * 16;
    return { ...part, offset };
  });
  const wide = bits === 64;
  const row = wide ? 64 : 40;
  const out = Buffer.alloc(at + row * placed.length);
  const put = writer(out, { wide, littleEndian });
  for (const part of placed) out.set(part.bytes, part.offset);
  out.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, littleEndian ? 1 : 2, 1], 0);
  put.u16(18, wide ? 62 : 3);
  put.word(wide ? 32 : 28, wide ? 64 : 52);
  put.word(wide ? 40 : 32, stripped ? 0 : at);
  for (const [index, value] of [
    row === 64 ? 56 : 32,
    1,
    row,
    stripped ? 0 : placed.length,
    placed.length - 1,
  ].entries())
    put.u16((wide ? 54 : 42) + 2 * index, value);
  putSegment(put, { wide, size: at });
  for (const [index, part] of placed.entries())
    putSection(put, { at: at + index * row, wide, part, name: names.indexOf(`${part.name}\0`) });
  return stripped ? out.subarray(0, at) : out;
}

type Writer = ReturnType<typeof writer>;

function writer(out: Buffer, { wide, littleEndian }: { readonly wide: boolean; readonly littleEndian: boolean }) {
  const view = new DataView(out.buffer, out.byteOffset, out.length);
  const u32 = (at: number, value: number) => view.setUint32(at, value, littleEndian);
  return {
    u16: (at: number, value: number) => view.setUint16(at, value, littleEndian),
    u32,
    word: (at: number, value: number) => (wide ? view.setBigUint64(at, BigInt(value), littleEndian) : u32(at, value)),
  };
}

function putSegment(put: Writer, { wide, size }: { readonly wide: boolean; readonly size: number }): void {
  const at = wide ? 64 : 52;
  put.u32(at, 1);
  put.u32(wide ? at + 4 : at + 24, 6);
  put.word(wide ? at + 16 : at + 8, base);
  put.word(wide ? at + 32 : at + 16, size);
}

interface SectionRow {
  readonly at: number;
  readonly wide: boolean;
  readonly part: { readonly bytes: Uint8Array; readonly offset: number };
  readonly name: number;
}

function putSection(put: Writer, { at, wide, part, name }: SectionRow): void {
  const step = wide ? 8 : 4;
  put.u32(at, name);
  put.u32(at + 4, 1);
  put.word(at + 8, 3);
  put.word(at + 8 + step, base + part.offset);
  put.word(at + 8 + 2 * step, part.offset);
  put.word(at + 8 + 3 * step, part.bytes.length);
}

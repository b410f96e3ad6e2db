import type { RandomAccess } from '@gantry/io/files';
import { ByteReader } from './byte-reader.ts';
import { mostParts, type ObjectFile, type ObjectSection, type ObjectSegment } from './types.ts';

const architectures = new Map([
  [3, '386'],
  [8, 'mips'],
  [20, 'ppc'],
  [21, 'ppc64'],
  [22, 's390x'],
  [40, 'arm'],
  [62, 'amd64'],
  [183, 'arm64'],
  [243, 'riscv64'],
  [258, 'loong64'],
]);

const noBits = 8;
const load = 1;
const mostNames = 4 * 1024 * 1024;

/** Reads the headers of an ELF file (System V gABI, chapters 4 and 5); null when they make no sense. */
export function readElf(content: RandomAccess): ObjectFile | null {
  const head = content.read(0, 64);
  const bits = head[4] === 1 ? 32 : head[4] === 2 ? 64 : null;
  if (bits === null || (head[5] !== 1 && head[5] !== 2) || head.length < (bits === 64 ? 64 : 52)) return null;
  const littleEndian = head[5] === 1;
  const header = new ByteReader(Uint8Array.from(head), littleEndian);
  return {
    format: 'elf',
    bits,
    littleEndian,
    architecture: architectures.get(header.u16(18)) ?? 'unknown',
    content,
    sections: readSections(content, header, { bits, littleEndian }),
    segments: () => readSegments(content, header, { bits, littleEndian }),
  };
}

interface Shape {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
}

function readSections(content: RandomAccess, header: ByteReader, shape: Shape): ObjectSection[] {
  const wide = shape.bits === 64;
  const offset = header.word(wide ? 40 : 32, shape.bits);
  const [size, count, names] = wide
    ? [header.u16(58), header.u16(60), header.u16(62)]
    : [header.u16(46), header.u16(48), header.u16(50)];
  const table = readTable(content, { offset, size, count, least: wide ? 64 : 40 }, shape);
  if (!table || names >= count) return [];
  const text = readNames(content, sectionAt(table, names * size, shape), shape);
  return Array.from({ length: count }, (_, index) => {
    const section = sectionAt(table, index * size, shape);
    return { ...section, name: text.text(table.u32(index * size), 256) };
  });
}

function sectionAt(table: ByteReader, at: number, { bits }: Shape): Omit<ObjectSection, 'name'> {
  const step = bits / 8;
  const empty = table.u32(at + 4) === noBits;
  return {
    writable: (table.word(at + 8, bits) & 1) === 1,
    address: table.word(at + 8 + step, bits),
    offset: table.word(at + 8 + 2 * step, bits),
    size: empty ? 0 : table.word(at + 8 + 3 * step, bits),
  };
}

function readNames(content: RandomAccess, section: Omit<ObjectSection, 'name'>, shape: Shape): ByteReader {
  const inside = section.offset + section.size <= content.size;
  const bytes = inside ? content.read(section.offset, Math.min(section.size, mostNames)) : new Uint8Array();
  return new ByteReader(Uint8Array.from(bytes), shape.littleEndian);
}

function readSegments(content: RandomAccess, header: ByteReader, shape: Shape): ObjectSegment[] {
  const wide = shape.bits === 64;
  const offset = header.word(wide ? 32 : 28, shape.bits);
  const [size, count] = wide ? [header.u16(54), header.u16(56)] : [header.u16(42), header.u16(44)];
  const table = readTable(content, { offset, size, count, least: wide ? 56 : 32 }, shape);
  if (!table) return [];
  const starts = Array.from({ length: count }, (_, index) => index * size).filter((at) => table.u32(at) === load);
  return starts.map((at) =>
    wide
      ? {
          writable: (table.u32(at + 4) & 2) !== 0,
          offset: table.u64(at + 8),
          address: table.u64(at + 16),
          size: table.u64(at + 32),
        }
      : {
          writable: (table.u32(at + 24) & 2) !== 0,
          offset: table.u32(at + 4),
          address: table.u32(at + 8),
          size: table.u32(at + 16),
        },
  );
}

interface Table {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** Bytes that one row needs at least. */
  readonly least: number;
}

function readTable(content: RandomAccess, { offset, size, count, least }: Table, shape: Shape): ByteReader | null {
  if (offset === 0 || count === 0 || count > mostParts || size < least || size > 1024) return null;
  if (offset + size * count > content.size) return null;
  return new ByteReader(Uint8Array.from(content.read(offset, size * count)), shape.littleEndian);
}

import type { RandomAccess } from '@gantry/io/files';
import { ByteReader } from '../../catalogers/_shared/object-file/byte-reader.ts';

/** A row of the program header table. */
export interface ElfSegment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  /** Bytes in the file. */
  readonly size: number;
}

/** A row of the section header table. */
export interface ElfSection {
  readonly name: string;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  /** Bytes of one row, where the section is a table. */
  readonly rowBytes: number;
  /** The section that belongs to it: names for symbols. */
  readonly link: number;
}

/** The headers of an ELF file (System V gABI, chapters 4 and 5). */
export interface ElfHeaders {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** `e_type`. */
  readonly type: number;
  readonly segments: readonly ElfSegment[];
  /** Empty when the table was stripped or cannot be read. */
  readonly sections: readonly ElfSection[];
  readonly content: RandomAccess;
}

/** Numbers from gABI and the GNU extensions to it. */
export const elf = {
  type: { executable: 2, shared: 3 },
  segment: { load: 1, dynamic: 2, interpreter: 3, stack: 0x6474_e551, relro: 0x6474_e552 },
  section: { symbols: 2, noBits: 8, dynamicSymbols: 11 },
  executableFlag: 1,
} as const;

/** More rows than this are not looked at. */
const mostRows = 20_000;
const mostNames = 4 * 2 ** 20;

/** Reads the headers; null when they make no sense. */
export function readElfHeaders(content: RandomAccess): ElfHeaders | null {
  const head = Uint8Array.from(content.read(0, 64));
  const bits = head[4] === 1 ? 32 : head[4] === 2 ? 64 : null;
  if (bits === null || (head[5] !== 1 && head[5] !== 2) || head.length < (bits === 64 ? 64 : 52)) return null;
  const littleEndian = head[5] === 1;
  const header = new ByteReader(head, littleEndian);
  const shape = { content, header, bits, littleEndian } as const;
  return { bits, littleEndian, type: header.u16(16), segments: segments(shape), sections: sections(shape), content };
}

/** Bytes at a position, as numbers in the order of the file; empty where the file has fewer. */
export function elfBytes(
  headers: Pick<ElfHeaders, 'content' | 'littleEndian'>,
  at: number,
  length: number,
): ByteReader {
  const inside = at >= 0 && at + length <= headers.content.size;
  return new ByteReader(Uint8Array.from(inside ? headers.content.read(at, length) : []), headers.littleEndian);
}

interface Shape {
  readonly content: RandomAccess;
  readonly header: ByteReader;
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
}

function segments(shape: Shape): ElfSegment[] {
  const { header, bits } = shape;
  const wide = bits === 64;
  const rowBytes = header.u16(wide ? 54 : 42);
  const table = rows(shape, {
    offset: header.word(wide ? 32 : 28, bits),
    rowBytes,
    count: header.u16(wide ? 56 : 44),
    least: wide ? 56 : 32,
  });
  return Array.from({ length: table.length / Math.max(1, rowBytes) }, (_, index) => {
    const at = index * rowBytes;
    return {
      type: table.u32(at),
      flags: table.u32(wide ? at + 4 : at + 24),
      offset: table.word(wide ? at + 8 : at + 4, bits),
      address: table.word(wide ? at + 16 : at + 8, bits),
      size: table.word(wide ? at + 32 : at + 16, bits),
    };
  });
}

function sections(shape: Shape): ElfSection[] {
  const { header, bits } = shape;
  const wide = bits === 64;
  const rowBytes = header.u16(wide ? 58 : 46);
  const table = rows(shape, {
    offset: header.word(wide ? 40 : 32, bits),
    rowBytes,
    count: header.u16(wide ? 60 : 48),
    least: wide ? 64 : 40,
  });
  const found = Array.from({ length: table.length / Math.max(1, rowBytes) }, (_, index) =>
    section(table, index * rowBytes, bits),
  );
  const names = found[header.u16(wide ? 62 : 50)];
  if (names === undefined || names.type === elf.section.noBits) return [];
  const text = elfBytes(shape, names.offset, Math.min(names.size, mostNames));
  return found.map((one, index) => ({ ...one, name: text.text(table.u32(index * rowBytes), 256) }));
}

function section(table: ByteReader, at: number, bits: 32 | 64): Omit<ElfSection, 'name'> {
  const step = bits / 8;
  return {
    type: table.u32(at + 4),
    offset: table.word(at + 8 + 2 * step, bits),
    size: table.word(at + 8 + 3 * step, bits),
    link: table.u32(at + 8 + 4 * step),
    rowBytes: table.word(at + 16 + 5 * step, bits),
  };
}

interface Table {
  readonly offset: number;
  readonly rowBytes: number;
  readonly count: number;
  /** Bytes that one row needs. */
  readonly least: number;
}

function rows(shape: Shape, { offset, rowBytes, count, least }: Table): ByteReader {
  const sane = offset > 0 && count <= mostRows && rowBytes >= least && rowBytes <= 1024;
  return elfBytes(shape, offset, sane ? rowBytes * count : 0);
}

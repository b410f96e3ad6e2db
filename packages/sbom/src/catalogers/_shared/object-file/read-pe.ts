import type { RandomAccess } from '@gantry/io/files';
import { ByteReader } from './byte-reader.ts';
import type { ObjectFile, ObjectSection } from './types.ts';

const architectures = new Map([
  [0x14c, '386'],
  [0x1c4, 'arm'],
  [0x8664, 'amd64'],
  [0xaa64, 'arm64'],
]);

const signature = 0x00004550;
const writableBit = 0x80000000;
const sectionBytes = 40;
const mostSections = 96;

/** Reads the headers of a Windows program (PE/COFF specification, sections 2 to 4); null when it is none (a DOS program, say). */
export function readPe(content: RandomAccess): ObjectFile | null {
  const start = new ByteReader(Uint8Array.from(content.read(0, 64)), true).u32(60);
  if (start + 24 > content.size) return null;
  const header = new ByteReader(Uint8Array.from(content.read(start, 24 + 256)), true);
  if (header.u32(0) !== signature) return null;
  const magic = header.u16(24);
  if (magic !== 0x10b && magic !== 0x20b) return null;
  const bits = magic === 0x20b ? 64 : 32;
  const base = bits === 64 ? header.u64(24 + 24) : header.u32(24 + 28);
  const sections = readSections(content, { at: start + 24 + header.u16(20), count: header.u16(6), base });
  return {
    format: 'pe',
    bits,
    littleEndian: true,
    architecture: architectures.get(header.u16(4)) ?? 'unknown',
    content,
    sections,
    segments: () => sections,
  };
}

/** Names longer than eight bytes stand in a string table; none of those is asked for, so they stay as `/number`. */
function readSections(
  content: RandomAccess,
  table: { readonly at: number; readonly count: number; readonly base: number },
): ObjectSection[] {
  const count = Math.min(table.count, mostSections);
  if (table.at + count * sectionBytes > content.size) return [];
  const rows = new ByteReader(Uint8Array.from(content.read(table.at, count * sectionBytes)), true);
  return Array.from({ length: count }, (_, index) => {
    const at = index * sectionBytes;
    return {
      name: rows.text(at, 8),
      address: table.base + rows.u32(at + 12),
      offset: rows.u32(at + 20),
      size: rows.u32(at + 16),
      writable: (rows.u32(at + 36) & writableBit) !== 0,
    };
  });
}

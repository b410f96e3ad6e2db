import { type RandomAccess, windowAccess } from '@gantry/io/files';
import { ByteReader } from './byte-reader.ts';
import { mostParts, type ObjectFile, type ObjectSection, type ObjectSegment } from './types.ts';

const architectures = new Map([
  [7, '386'],
  [12, 'arm'],
  [0x01000007, 'amd64'],
  [0x0100000c, 'arm64'],
]);

const segment32 = 0x1;
const segment64 = 0x19;
const mostCommandBytes = 4 * 1024 * 1024;
/** A Java class has the same magic; its "number of architectures" is a format version of 45 and up. */
const mostArchitectures = 30;

/** Reads the headers of a Mach-O file (loader.h); null when it is none. */
export function readMacho(content: RandomAccess): ObjectFile | null {
  const head = Uint8Array.from(content.read(0, 32));
  const littleEndian = head[3] === 0xfe;
  const header = new ByteReader(head, littleEndian);
  const magic = header.u32(0);
  if ((magic !== 0xfeedface && magic !== 0xfeedfacf) || head.length < 28) return null;
  const bits = magic === 0xfeedfacf ? 64 : 32;
  const size = Math.min(header.u32(20), mostCommandBytes);
  const commands = new ByteReader(Uint8Array.from(content.read(bits === 64 ? 32 : 28, size)), littleEndian);
  const parts = readCommands(commands, { bits, count: header.u32(16) });
  return {
    format: 'macho',
    bits,
    littleEndian,
    architecture: architectures.get(header.u32(4)) ?? 'unknown',
    content,
    sections: parts.sections,
    segments: () => parts.segments,
  };
}

/** The files in a fat (universal) file, each as content of its own (fat.h); empty when it is none. */
export function fatParts(content: RandomAccess): RandomAccess[] {
  const header = new ByteReader(Uint8Array.from(content.read(0, 8 + mostArchitectures * 32)), false);
  const wide = header.u32(0) === 0xcafebabf;
  const count = header.u32(4);
  if ((!wide && header.u32(0) !== 0xcafebabe) || count > mostArchitectures) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = 8 + index * (wide ? 32 : 20);
    return wide
      ? windowAccess(content, header.u64(at + 8), header.u64(at + 16))
      : windowAccess(content, header.u32(at + 8), header.u32(at + 12));
  });
}

interface Parts {
  readonly sections: ObjectSection[];
  readonly segments: ObjectSegment[];
}

function readCommands(commands: ByteReader, shape: { readonly bits: 32 | 64; readonly count: number }): Parts {
  const parts: Parts = { sections: [], segments: [] };
  let at = 0;
  for (let index = 0; index < shape.count && at + 8 <= commands.length; index++) {
    const size = commands.u32(at + 4);
    if (size < 8) break;
    if (commands.u32(at) === segment64) addSegment(commands, { at, end: at + size, bits: 64 }, parts);
    if (commands.u32(at) === segment32) addSegment(commands, { at, end: at + size, bits: 32 }, parts);
    at += size;
  }
  return parts;
}

function addSegment(
  commands: ByteReader,
  command: { readonly at: number; readonly end: number; readonly bits: 32 | 64 },
  into: Parts,
): void {
  const { at, end, bits } = command;
  const step = bits / 8;
  const numbers = at + 24 + 4 * step;
  const writable = (commands.u32(numbers + 4) & 2) !== 0;
  into.segments.push({
    address: commands.word(at + 24, bits),
    offset: commands.word(at + 24 + 2 * step, bits),
    size: commands.word(at + 24 + 3 * step, bits),
    writable,
  });
  const row = bits === 64 ? 80 : 68;
  const rows = Math.min(commands.u32(numbers + 8), mostParts);
  for (
    let index = 0, from = numbers + 16;
    index < rows && from + row <= Math.min(end, commands.length);
    index++, from += row
  ) {
    into.sections.push({
      name: commands.text(from, 16),
      address: commands.word(from + 32, bits),
      size: commands.word(from + 32 + step, bits),
      offset: commands.u32(from + 32 + 2 * step),
      writable,
    });
  }
}

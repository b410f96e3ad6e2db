import type { RandomAccess } from '@gantry/io/files';
import { readElf } from './read-elf.ts';
import { fatParts, readMacho } from './read-macho.ts';
import { readPe } from './read-pe.ts';
import type { ObjectFile } from './types.ts';

export type { ObjectFile, ObjectSection, ObjectSegment } from './types.ts';

/**
 * The programs in a file, by their headers: one, or one for each architecture of a fat Mach-O file; none when it is no program.
 * Few reads, bounded; whatever the headers claim, nothing throws.
 */
export function openObjectFiles(content: RandomAccess): ObjectFile[] {
  const magic = content.read(0, 4);
  if (magic.length < 4) return [];
  const [first = 0, second = 0] = magic;
  if (first === 0x7f && second === 0x45) return present(readElf(content));
  if (first === 0x4d && second === 0x5a) return present(readPe(content));
  if (first === 0xca && second === 0xfe) return fatParts(content).flatMap((part) => present(readMacho(part)));
  return present(readMacho(content));
}

/** The bytes at a memory address; null unless all of them lie in one part of the file. */
export function readAddress(file: ObjectFile, address: number, length: number): Uint8Array | null {
  for (const part of file.segments()) {
    const from = address - part.address;
    if (from < 0 || from + length > part.size || part.offset + from + length > file.content.size) continue;
    return file.content.read(part.offset + from, length);
  }
  return null;
}

function present(file: ObjectFile | null): ObjectFile[] {
  return file ? [file] : [];
}

/** Kinds of programs that first bytes tell. */
export type Magic = 'elf' | 'pe' | 'macho';

/** Bytes that `magicOf` needs. */
export const magicBytes = 8;

/** The kind of program that a file is, by its first bytes. */
export function magicOf(head: Uint8Array): Magic | null {
  const [a, b, c, d] = head;
  if (a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46) return 'elf';
  if (a === 0x4d && b === 0x5a) return 'pe';
  if (a === 0xfe && b === 0xed && c === 0xfa && (d === 0xce || d === 0xcf)) return 'macho';
  if ((a === 0xce || a === 0xcf) && b === 0xfa && c === 0xed && d === 0xfe) return 'macho';
  return a === 0xca && b === 0xfe && c === 0xba && d === 0xbe && isFat(head) ? 'macho' : null;
}

/** A Java class starts like a Mach-O fat file, but its version (45 and up) stands where that has its few architectures. */
function isFat(head: Uint8Array): boolean {
  return head[4] === 0 && head[5] === 0 && head[6] === 0 && (head[7] ?? 255) < 30;
}

import type { DynamicSection } from './dynamic-section.ts';
import { type ElfHeaders, type ElfSection, elf, elfBytes } from './elf-headers.ts';

/** Names are looked at in a table of at most so many bytes. */
const mostBytes = 32 * 2 ** 20;
const longestName = 256;

/**
 * Names of the functions that a program takes from libraries: undefined dynamic symbols. Without section headers all names of its dynamic
 * symbols. Null when it has none.
 */
export function importedNames(headers: ElfHeaders, dynamic: DynamicSection | null): ReadonlySet<string> | null {
  const table = headers.sections.find(({ type }) => type === elf.section.dynamicSymbols);
  const names = table === undefined ? undefined : headers.sections[table.link];
  if (table !== undefined && names !== undefined) return undefinedNames(headers, table, names);
  if (headers.sections.length > 0 || dynamic?.names == null) return null;
  return new Set(textAt(headers, dynamic.names.at, dynamic.names.size).split('\0'));
}

/** Names of all symbols that were left in a program, in one text; null when it was stripped. */
export function symbolNames(headers: ElfHeaders): string | null {
  const table = headers.sections.find(({ type }) => type === elf.section.symbols);
  const names = table === undefined ? undefined : headers.sections[table.link];
  return names === undefined ? null : textAt(headers, names.offset, names.size);
}

function undefinedNames(headers: ElfHeaders, table: ElfSection, names: ElfSection): Set<string> {
  const wide = headers.bits === 64;
  const rowBytes = wide ? 24 : 16;
  const count = Math.floor(Math.min(table.size, mostBytes) / rowBytes);
  const rows = elfBytes(headers, table.offset, count * rowBytes);
  const text = textAt(headers, names.offset, names.size);
  const found = new Set<string>();
  for (let at = 0; at < rows.length; at += rowBytes) {
    if (rows.u16(wide ? at + 6 : at + 14) !== 0) continue;
    const start = rows.u32(at);
    // Looked for no farther than names reach: every row may point to the start of a table without an end.
    const length = text.slice(start, start + longestName).indexOf('\0');
    if (length > 0) found.add(text.slice(start, start + length));
  }
  return found;
}

function textAt({ content }: ElfHeaders, at: number, size: number): string {
  if (at < 0 || at > content.size) return '';
  const bytes = content.read(at, Math.min(size, mostBytes, content.size - at));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

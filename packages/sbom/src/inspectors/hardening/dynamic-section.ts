import { type ElfHeaders, elf, elfBytes } from './elf-headers.ts';

/** What the dynamic section says (gABI, chapter 5, and GNU's flags). */
export interface DynamicSection {
  /** Libraries that are loaded with it. */
  readonly needed: number;
  /** All symbols are bound before the program starts. */
  readonly bindNow: boolean;
  /** Marked as a position-independent executable. */
  readonly pie: boolean;
  readonly named: boolean;
  readonly runPaths: readonly string[];
  /** Position and bytes of the names of dynamic symbols; null when they lie nowhere in the file. */
  readonly names: { readonly at: number; readonly size: number } | null;
}

const tag = {
  needed: 1,
  strings: 5,
  stringBytes: 10,
  soname: 14,
  rpath: 15,
  bindNow: 24,
  runpath: 29,
  flags: 30,
  flags1: 0x6fff_fffb,
} as const;
const bindNowFlag = 8;
const now1 = 1;
const pie1 = 0x0800_0000;

const maxEntries = 10_000;
const maxPath = 4096;
const maxPaths = 100;

/** Reads the dynamic section; null when there is none: the program is static. */
export function dynamicSection(headers: ElfHeaders): DynamicSection | null {
  const segment = headers.segments.find(({ type }) => type === elf.segment.dynamic);
  if (segment === undefined) return null;
  const entries = entriesOf(headers, segment);
  if (entries.length === 0) return null;
  const value = (wanted: number) => entries.find(([key]) => key === wanted)?.[1];
  const flags1 = value(tag.flags1) ?? 0;
  const names = place(headers, value(tag.strings), value(tag.stringBytes));
  return {
    needed: entries.filter(([key]) => key === tag.needed).length,
    bindNow: value(tag.bindNow) !== undefined || ((value(tag.flags) ?? 0) & bindNowFlag) !== 0 || (flags1 & now1) !== 0,
    pie: (flags1 & pie1) !== 0,
    named: value(tag.soname) !== undefined,
    runPaths: runPaths(headers, entries, names),
    names,
  };
}

type Entry = readonly [tag: number, value: number];

function entriesOf(headers: ElfHeaders, segment: { readonly offset: number; readonly size: number }): Entry[] {
  const rowBytes = headers.bits / 4;
  const count = Math.min(maxEntries, Math.floor(segment.size / rowBytes));
  const table = elfBytes(headers, segment.offset, count * rowBytes);
  const entries: Entry[] = [];
  for (let at = 0; at < table.length; at += rowBytes) {
    const key = table.word(at, headers.bits);
    if (key === 0) break;
    entries.push([key, table.word(at + rowBytes / 2, headers.bits)]);
  }
  return entries;
}

/** Where an address of memory lies in the file. */
function place(headers: ElfHeaders, address = 0, size = 0): DynamicSection['names'] {
  for (const segment of headers.segments) {
    const from = address - segment.address;
    if (segment.type === elf.segment.load && from >= 0 && from + size <= segment.size)
      return size === 0 ? null : { at: segment.offset + from, size };
  }
  return null;
}

function runPaths(headers: ElfHeaders, entries: readonly Entry[], names: DynamicSection['names']): string[] {
  if (names === null) return [];
  const starts = entries.filter(([key]) => key === tag.rpath || key === tag.runpath).slice(0, maxPaths);
  const texts = starts.map(([, start]) => {
    const length = Math.max(0, Math.min(maxPath, names.size - start));
    return elfBytes(headers, names.at + start, length).text(0, length);
  });
  return texts.flatMap((text) => text.split(':')).filter((path) => path !== '');
}

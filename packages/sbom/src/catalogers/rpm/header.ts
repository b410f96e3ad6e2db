import { ByteReader } from './byte-reader.ts';

/** Types of the values of a header's tags (rpm's include/rpm/rpmtag.h). */
const types = {
  char: 1,
  int8: 2,
  int16: 3,
  int32: 4,
  int64: 5,
  string: 6,
  bin: 7,
  stringArray: 8,
  i18nString: 9,
} as const;

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

const maxEntries = 65535;

/**
 * An RPM header as databases keep it: number of index entries, number of data bytes, the entries (tag, type, offset,
 * count; big-endian), the data. A wrong shape or a value outside the data is a `RangeError`.
 */
export class RpmHeader {
  readonly #entries = new Map<number, Entry>();
  readonly #data: ByteReader;

  constructor(blob: Uint8Array) {
    const reader = new ByteReader(blob, 'big');
    const count = reader.u32(0);
    const length = reader.u32(4);
    if (count === 0 || count > maxEntries) throw new RangeError('no header has so many entries');
    this.#data = new ByteReader(reader.slice(8 + count * 16, length), 'big');
    for (let at = 8; at < 8 + count * 16; at += 16) {
      const tag = reader.u32(at);
      const entry = { type: reader.u32(at + 4), offset: reader.u32(at + 8), count: reader.u32(at + 12) };
      if (!this.#entries.has(tag)) this.#entries.set(tag, entry);
    }
  }

  /** The first string of a tag; null when the header has none. Bytes that are not UTF-8 become U+FFFD. */
  text(tag: number): string | null {
    return this.texts(tag, 1)[0] ?? null;
  }

  /** The strings of a tag, at most `limit`. */
  texts(tag: number, limit: number): string[] {
    const entry = this.#entries.get(tag);
    if (!entry || (entry.type !== types.string && entry.type !== types.stringArray && entry.type !== types.i18nString))
      return [];
    const bytes = Buffer.from(this.#data.bytes.buffer, this.#data.bytes.byteOffset, this.#data.size);
    const found: string[] = [];
    let at = entry.offset;
    for (let left = Math.min(entry.count, limit); left > 0; left--) {
      const end = at < bytes.length ? bytes.indexOf(0, at) : -1;
      if (end < 0) throw new RangeError('a string lies outside the header');
      found.push(bytes.toString('utf8', at, end));
      at = end + 1;
    }
    return found;
  }

  /** The first number of a tag; null when the header has none. */
  number(tag: number): number | null {
    return this.numbers(tag, 1)[0] ?? null;
  }

  /** The numbers of a tag (8, 16, 32 or 64 bits, unsigned), at most `limit`. */
  numbers(tag: number, limit: number): number[] {
    const entry = this.#entries.get(tag);
    if (!entry) return [];
    const read = this.#numberReader(entry.type);
    if (!read) return [];
    const count = Math.min(entry.count, limit);
    if (entry.offset + count * read.width > this.#data.size) throw new RangeError('a number lies outside the header');
    return Array.from({ length: count }, (_, index) => read.at(entry.offset + index * read.width));
  }

  #numberReader(type: number): { readonly width: number; at(offset: number): number } | null {
    const data = this.#data;
    if (type === types.int8 || type === types.char) return { width: 1, at: (offset) => data.u8(offset) };
    if (type === types.int16) return { width: 2, at: (offset) => data.u16(offset) };
    if (type === types.int32) return { width: 4, at: (offset) => data.u32(offset) };
    if (type === types.int64) return { width: 8, at: (offset) => data.u64(offset) };
    return null;
  }
}

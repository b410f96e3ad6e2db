import type { RandomAccess } from '@gantry/io/files';
import { BrokenContainer } from './blobs.ts';
import { ByteReader } from './byte-reader.ts';

const hashMagic = 0x061561;
const checksummed = 1;

/** A page of a Berkeley DB file. */
export interface BerkeleyPage {
  readonly reader: ByteReader;
  readonly type: number;
  readonly next: number;
  /** Items of a hash page. */
  readonly entries: number;
  /** Bytes used on an overflow page. */
  readonly used: number;
}

/** The pages of a Berkeley DB hash file; each may be read twice at most, so circles end in an error. */
export class BerkeleyFile {
  readonly pageSize: number;
  readonly lastPage: number;
  /** Bytes of a page's own header. */
  readonly overhead: number;
  readonly #content: RandomAccess;
  readonly #endian: 'little' | 'big';
  #budget: number;

  constructor(content: RandomAccess) {
    const bytes = new Uint8Array(content.read(0, 512));
    if (bytes.length < 512) throw new BrokenContainer('it is too short');
    this.#endian = endianOf(bytes);
    const meta = new ByteReader(bytes, this.#endian);
    const version = meta.u32(16);
    const size = meta.u32(20);
    if (version < 5 || version > 12) throw new BrokenContainer('its version is unknown');
    if (size < 512 || size > 65536 || (size & (size - 1)) !== 0) throw new BrokenContainer('its page size is none');
    if (meta.u8(24) !== 0) throw new BrokenContainer('it is encrypted');
    this.overhead = (meta.u8(26) & checksummed) === 0 ? 26 : 32;
    this.pageSize = size;
    this.lastPage = Math.min(meta.u32(32), Math.floor(content.size / size) - 1);
    this.#content = content;
    this.#budget = (this.lastPage + 1) * 2 + 16;
  }

  reader(bytes: Uint8Array): ByteReader {
    return new ByteReader(bytes, this.#endian);
  }

  page(number: number): BerkeleyPage {
    if (number < 1 || number > this.lastPage) throw new BrokenContainer('a page lies outside the file');
    if (--this.#budget < 0) throw new BrokenContainer('its pages are used several times');
    const reader = this.reader(new Uint8Array(this.#content.read(number * this.pageSize, this.pageSize)));
    return { reader, type: reader.u8(25), next: reader.u32(16), entries: reader.u16(20), used: reader.u16(22) };
  }
}

function endianOf(bytes: Uint8Array): 'little' | 'big' {
  if (new ByteReader(bytes, 'little').u32(12) === hashMagic) return 'little';
  if (new ByteReader(bytes, 'big').u32(12) === hashMagic) return 'big';
  throw new BrokenContainer('it does not start as a Berkeley DB hash does');
}

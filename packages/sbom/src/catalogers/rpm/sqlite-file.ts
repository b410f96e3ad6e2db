import type { RandomAccess } from '@gantry/io/files';
import { BrokenContainer } from './blobs.ts';
import { ByteReader } from './byte-reader.ts';

/**
 * The pages of a SQLite database file. Every page is handed out at most once for trees and once for overflow, so a file
 * whose pages point in circles ends in an error and not in an endless walk.
 */
export class SqliteFile {
  readonly pageSize: number;
  /** Bytes of a page that hold content: the rest is reserved. */
  readonly usable: number;
  readonly pages: number;
  readonly #content: RandomAccess;
  #budget: number;
  #bytesLeft: number;

  constructor(content: RandomAccess) {
    const header = new ByteReader(content.read(0, 100), 'big');
    if (header.size < 100 || !isSqlite(header.bytes)) throw new BrokenContainer('it does not start as SQLite does');
    const size = header.u16(16) === 1 ? 65536 : header.u16(16);
    if (size < 512 || (size & (size - 1)) !== 0) throw new BrokenContainer('its page size is none');
    this.pageSize = size;
    this.usable = size - header.u8(20);
    this.pages = Math.floor(content.size / size);
    if (this.usable < 480) throw new BrokenContainer('its pages hold no content');
    this.#content = content;
    this.#budget = this.pages * 2 + 16;
    this.#bytesLeft = this.pages * size;
  }

  /** Takes a record's length from what the file can hold: records that lie over each other end in an error. */
  spend(length: number): void {
    this.#bytesLeft -= length;
    if (this.#bytesLeft < 0) throw new BrokenContainer('its records are larger than the file');
  }

  /** The bytes of a page, from 1. */
  page(number: number): ByteReader {
    if (!Number.isInteger(number) || number < 1 || number > this.pages)
      throw new BrokenContainer('a page lies outside the file');
    if (--this.#budget < 0) throw new BrokenContainer('its pages are used several times');
    return new ByteReader(new Uint8Array(this.#content.read((number - 1) * this.pageSize, this.pageSize)), 'big');
  }
}

function isSqlite(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 16)).toString('latin1') === 'SQLite format 3\0';
}

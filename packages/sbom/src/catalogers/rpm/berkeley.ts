import type { RandomAccess } from '@gantry/io/files';
import { BerkeleyFile, type BerkeleyPage } from './berkeley-file.ts';
import { type Blobs, BrokenContainer, joinParts, maxBlob } from './blobs.ts';

const hashPages: ReadonlySet<number> = new Set([2, 13]);
const overflowPage = 7;
const keyData = 1;
const offPage = 3;

/**
 * The header blobs of a Packages file: a Berkeley DB hash (db_page.h), either endian. Its pages are read in the order
 * of the file; the item with key 0 holds the next package number and no header.
 */
export function* berkeleyBlobs(content: RandomAccess): Blobs {
  const file = new BerkeleyFile(content);
  for (let number = 1; number <= file.lastPage; number++) {
    const page = file.page(number);
    if (hashPages.has(page.type)) yield* hashItems(file, page);
  }
}

/** Items lie in pairs, key and value; each index entry is an offset, and an item ends where the one before starts. */
function* hashItems(file: BerkeleyFile, page: BerkeleyPage): Blobs {
  for (let index = 0; index + 1 < page.entries; index += 2) {
    if (isCounter(itemBytes(file, page, index))) continue;
    const value = itemBytes(file, page, index + 1);
    if (value[0] === keyData) yield value.slice(1);
    else if (value[0] === offPage) yield overflowItem(file, value);
    else throw new BrokenContainer('an item is of an unknown kind');
  }
}

function isCounter(key: Uint8Array): boolean {
  return key.length === 5 && key[0] === keyData && key.subarray(1).every((byte) => byte === 0);
}

function itemBytes(file: BerkeleyFile, page: BerkeleyPage, index: number): Uint8Array {
  const offset = (at: number): number => page.reader.u16(file.overhead + 2 * at);
  const start = offset(index);
  const end = index === 0 ? file.pageSize : offset(index - 1);
  if (start >= end) throw new BrokenContainer('an item ends before it starts');
  return page.reader.slice(start, end - start);
}

/** A value that is longer than a page: number of its first page and its length, then a chain of pages. */
function overflowItem(file: BerkeleyFile, item: Uint8Array): Uint8Array {
  const place = file.reader(item);
  const length = place.u32(8);
  if (length > maxBlob || length > content(file)) throw new BrokenContainer('a record is larger than the file');
  const parts: Uint8Array[] = [];
  let number = place.u32(4);
  for (let got = 0; got < length; ) {
    const page = file.page(number);
    if (page.type !== overflowPage) throw new BrokenContainer('a record goes on in a page of another kind');
    const part = page.reader.slice(file.overhead, page.used);
    if (part.length === 0) throw new BrokenContainer('a record goes on in an empty page');
    parts.push(part);
    got += part.length;
    number = page.next;
  }
  return joinParts(parts, length);
}

function content(file: BerkeleyFile): number {
  return (file.lastPage + 1) * file.pageSize;
}

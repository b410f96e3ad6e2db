import { BrokenContainer, joinParts, maxBlob } from './blobs.ts';
import type { ByteReader } from './byte-reader.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { varint } from './varint.ts';

/** A row of a table, as its record. */
export interface Cell {
  readonly payload: Uint8Array;
}

const interior = 0x05;
const leaf = 0x0d;
const maxDepth = 40;

/** The rows of the table whose b-tree starts at a page, in the order of their keys. */
export function* cellsOf(file: SqliteFile, root: number): Generator<Cell, void, void> {
  const open: { readonly page: number; readonly depth: number }[] = [{ page: root, depth: 0 }];
  const seen = new Set<number>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next.page) || next.depth > maxDepth) throw new BrokenContainer('its pages go in circles');
    seen.add(next.page);
    const page = file.page(next.page);
    const start = next.page === 1 ? 100 : 0;
    const type = page.u8(start);
    if (type === leaf) yield* leafCells(file, page, start);
    else if (type === interior) open.push(...children(page, start, next.depth + 1).reverse());
    else throw new BrokenContainer('a page is no part of a table');
  }
}

function children(page: ByteReader, start: number, depth: number): { page: number; depth: number }[] {
  const pages = cellOffsets(page, start, 12).map((at) => ({ page: page.u32(at), depth }));
  return [...pages, { page: page.u32(start + 8), depth }];
}

function* leafCells(file: SqliteFile, page: ByteReader, start: number): Generator<Cell, void, void> {
  for (const at of cellOffsets(page, start, 8)) {
    const length = varint(page, at);
    const rowid = varint(page, length.next);
    yield { payload: payloadOf(file, page, { at: rowid.next, length: length.value }) };
  }
}

function cellOffsets(page: ByteReader, start: number, headerSize: number): number[] {
  const count = page.u16(start + 3);
  return Array.from({ length: count }, (_, index) => page.u16(start + headerSize + 2 * index));
}

/** The part of a payload that lies in the leaf, then its overflow pages (file format, section 1.6). */
function payloadOf(
  file: SqliteFile,
  page: ByteReader,
  place: { readonly at: number; readonly length: number },
): Uint8Array {
  const { at, length } = place;
  if (length > maxBlob) throw new BrokenContainer('a record is too large');
  file.spend(length);
  const local = localBytes(file.usable, length);
  const first = page.slice(at, local);
  if (local === length) return first;
  const parts = [first];
  let left = length - local;
  for (let number = page.u32(at + local); left > 0; ) {
    const overflow = file.page(number);
    const part = overflow.slice(4, Math.min(left, file.usable - 4));
    parts.push(part);
    left -= part.length;
    number = overflow.u32(0);
  }
  return joinParts(parts, length);
}

function localBytes(usable: number, length: number): number {
  const most = usable - 35;
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  return wanted <= most ? wanted : least;
}

/** A value of a header's tag: text, texts, or numbers of 16 or 32 bits. */
export type RpmTagValue =
  | string
  | readonly string[]
  | { readonly int16: readonly number[] }
  | { readonly int32: readonly number[] };

/** An RPM header as databases keep it (index and data, big-endian), from tag numbers. */
export function rpmHeader(values: Readonly<Record<number, RpmTagValue>>): Buffer {
  const entries: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  for (const [tag, value] of Object.entries(values)) {
    const { type, count, bytes } = encode(value);
    entries.push(uint32s('BE', Number(tag), type, offset, count));
    data.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat([uint32s('BE', entries.length, offset), ...entries, ...data]);
}

/** A Packages.db of these headers. */
export function ndbDatabase(headers: readonly Uint8Array[]): Buffer {
  const slots: Buffer[] = [];
  const blobs: Buffer[] = [];
  let block = 256;
  headers.forEach((header, index) => {
    const blocks = Math.ceil((16 + header.length + 12) / 16);
    const blob = Buffer.alloc(blocks * 16);
    Buffer.concat([Buffer.from('BlbS'), uint32s('LE', index + 1, 1, header.length), header]).copy(blob);
    slots.push(Buffer.concat([Buffer.from('Slot'), uint32s('LE', index + 1, block, blocks)]));
    blobs.push(blob);
    block += blocks;
  });
  while (slots.length < 254) slots.push(Buffer.concat([Buffer.from('Slot'), uint32s('LE', 0, 0, 0)]));
  const head = Buffer.concat([Buffer.from('RpmP'), uint32s('LE', 0, 1, 1, headers.length + 1, 0, 0, 0)]);
  return Buffer.concat([head, ...slots, ...blobs]);
}

const page = 4096;

/** A Berkeley DB hash of these headers: one hash page, the values inline when short, else in chains of pages. */
export function berkeleyDatabase(headers: readonly Uint8Array[], endian: 'LE' | 'BE' = 'LE'): Buffer {
  const chains: Buffer[] = [];
  const items: Buffer[] = [keyItem(0, endian), Buffer.concat([Buffer.of(1), uint32s(endian, headers.length)])];
  headers.forEach((header, index) => {
    items.push(keyItem(index + 1, endian));
    items.push(header.length < 200 ? Buffer.concat([Buffer.of(1), header]) : chain(header, chains, endian));
  });
  const pages = [metaPage(chains.length + 1, endian), hashPage(items, endian), ...chains];
  return Buffer.concat(pages);
}

/** An rpmdb.sqlite of these headers: the schema on page 1, an interior page, a leaf for each row, overflow pages. */
export function sqliteDatabase(headers: readonly Uint8Array[]): Buffer {
  const overflow: Buffer[] = [];
  const columns = [text('table'), text('Packages'), text('Packages'), { type: 1, bytes: Buffer.of(2) }, text('')];
  const first = leafPage(record(columns), { overflow, firstOverflow: 0, start: 100 });
  Buffer.from('SQLite format 3\0').copy(first);
  first.writeUInt16BE(page, 16);
  const leaves = headers.map((header) => {
    const row = record([{ type: 0, bytes: Buffer.alloc(0) }, blob(header)]);
    return leafPage(row, { overflow, firstOverflow: headers.length + 3, start: 0 });
  });
  return Buffer.concat([first, interiorPage(leaves.length), ...leaves, ...overflow]);
}

function encode(value: RpmTagValue): { type: number; count: number; bytes: Buffer } {
  if (typeof value === 'string') return { type: 6, count: 1, bytes: Buffer.from(`${value}\0`) };
  if ('int16' in value) {
    const bytes = Buffer.alloc(value.int16.length * 2);
    value.int16.forEach((number, index) => {
      bytes.writeUInt16BE(number, index * 2);
    });
    return { type: 3, count: value.int16.length, bytes };
  }
  if ('int32' in value) return { type: 4, count: value.int32.length, bytes: uint32s('BE', ...value.int32) };
  return { type: 8, count: value.length, bytes: Buffer.from(value.map((one) => `${one}\0`).join('')) };
}

function uint32s(endian: 'LE' | 'BE', ...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => {
    if (endian === 'LE') bytes.writeUInt32LE(number, index * 4);
    else bytes.writeUInt32BE(number, index * 4);
  });
  return bytes;
}

function uint16(number: number, endian: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(2);
  if (endian === 'LE') bytes.writeUInt16LE(number);
  else bytes.writeUInt16BE(number);
  return bytes;
}

function keyItem(key: number, endian: 'LE' | 'BE'): Buffer {
  return Buffer.concat([Buffer.of(1), uint32s(endian, key)]);
}

function metaPage(lastPage: number, endian: 'LE' | 'BE'): Buffer {
  const meta = Buffer.alloc(page);
  uint32s(endian, 0, 0, 0, 0x061561, 9, page).copy(meta);
  meta[25] = 8;
  uint32s(endian, 0, lastPage).copy(meta, 28);
  return meta;
}

function berkeleyHead(
  facts: { next: number; entries: number; used: number; type: number },
  endian: 'LE' | 'BE',
): Buffer {
  const head = [uint32s(endian, 0, 0, 0, 0, facts.next), uint16(facts.entries, endian), uint16(facts.used, endian)];
  return Buffer.concat([...head, Buffer.of(0, facts.type)]);
}

function hashPage(items: readonly Buffer[], endian: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(page);
  berkeleyHead({ next: 0, entries: items.length, used: 0, type: 13 }, endian).copy(bytes);
  let end = page;
  items.forEach((item, index) => {
    end -= item.length;
    item.copy(bytes, end);
    uint16(end, endian).copy(bytes, 26 + index * 2);
  });
  return bytes;
}

/** Adds the pages of a long value (they start at page 2) and gives the item that points to them. */
function chain(value: Uint8Array, chains: Buffer[], endian: 'LE' | 'BE'): Buffer {
  const start = chains.length + 2;
  const room = page - 26;
  for (let at = 0; at < value.length; at += room) {
    const part = value.subarray(at, at + room);
    const next = at + room < value.length ? chains.length + 3 : 0;
    const bytes = Buffer.alloc(page);
    berkeleyHead({ next, entries: 1, used: part.length, type: 7 }, endian).copy(bytes);
    bytes.set(part, 26);
    chains.push(bytes);
  }
  return Buffer.concat([Buffer.of(3, 0, 0, 0), uint32s(endian, start, value.length)]);
}

interface Column {
  readonly type: number;
  readonly bytes: Uint8Array;
}

function text(value: string): Column {
  return { type: 13 + 2 * value.length, bytes: Buffer.from(value) };
}

function blob(bytes: Uint8Array): Column {
  return { type: 12 + 2 * bytes.length, bytes };
}

function record(columns: readonly Column[]): Buffer {
  const types = Buffer.concat(columns.map((column) => varint(column.type)));
  return Buffer.concat([varint(types.length + 1), types, ...columns.map((column) => column.bytes)]);
}

function varint(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80);
  return Buffer.from(bytes);
}

/** An interior page whose children are the leaves from page 3 on. */
function interiorPage(leaves: number): Buffer {
  const bytes = Buffer.alloc(page);
  bytes[0] = 0x05;
  bytes.writeUInt16BE(leaves - 1, 3);
  bytes.writeUInt32BE(leaves + 2, 8);
  for (let index = 0; index < leaves - 1; index++) {
    const at = page - 5 * (index + 1);
    bytes.writeUInt32BE(index + 3, at);
    bytes[at + 4] = index + 1;
    bytes.writeUInt16BE(at, 12 + index * 2);
  }
  return bytes;
}

interface LeafPlace {
  readonly overflow: Buffer[];
  readonly firstOverflow: number;
  readonly start: number;
}

function leafPage(row: Buffer, place: LeafPlace): Buffer {
  const bytes = Buffer.alloc(page);
  const cell = Buffer.concat([varint(row.length), varint(1), spill(row, place)]);
  bytes[place.start] = 0x0d;
  bytes.writeUInt16BE(1, place.start + 3);
  bytes.writeUInt16BE(page - cell.length, place.start + 8);
  cell.copy(bytes, page - cell.length);
  return bytes;
}

/** The part of a row that stays on its leaf and the number of the first overflow page; the rest is added to those. */
function spill(row: Buffer, { overflow, firstOverflow }: LeafPlace): Buffer {
  if (row.length <= page - 35) return row;
  const least = Math.floor(((page - 12) * 32) / 255) - 23;
  const wanted = least + ((row.length - least) % (page - 4));
  const local = wanted <= page - 35 ? wanted : least;
  const first = overflow.length + firstOverflow;
  for (let at = local; at < row.length; at += page - 4) {
    const bytes = Buffer.alloc(page);
    if (at + page - 4 < row.length) bytes.writeUInt32BE(overflow.length + firstOverflow + 1, 0);
    row.copy(bytes, 4, at, Math.min(row.length, at + page - 4));
    overflow.push(bytes);
  }
  return Buffer.concat([row.subarray(0, local), uint32s('BE', first)]);
}

import { sha256Bytes } from '@gantry/io/hash';
import { columns, type LayerIndex } from '../filetree/layer-index.ts';
import type { FileExtras, SumAlgorithm } from './file-sums.ts';
import type { LayerScan, ScanUnread } from './layer-scan.ts';

/**
 * The stored form of a scan: a checksum, a JSON head that names the length of each column, then the columns as they lie in memory. The
 * numbers are in this machine's byte order, which the head names.
 */
interface Head {
  readonly order: 'LE' | 'BE';
  readonly rows: number;
  readonly unread: readonly ScanUnread[];
  readonly complete: boolean;
  /** Algorithms of the digests behind the readings, and rows with capabilities; absent when they were not ordered. */
  readonly extras?: { readonly sums: readonly SumAlgorithm[]; readonly capabilities: FileExtras['capabilities'] };
  /** Bytes of each column, of the readings, and of digests. */
  readonly lengths: readonly number[];
}

const sumBytes = 32;
const order = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 'LE' : 'BE';

/** The bytes to keep, in parts. Every part starts at a multiple of 8 from the start. */
export function storeScan(scan: LayerScan): Uint8Array[] {
  const sums = Object.entries(scan.extras?.sums ?? {}) as [SumAlgorithm, Uint8Array][];
  const bodies = [...columns.map((name) => bytesOf(scan.index[name])), scan.readings, ...sums.map(([, sum]) => sum)];
  const head: Head = {
    order,
    rows: scan.index.rows,
    unread: scan.unread,
    complete: scan.complete,
    ...(scan.extras === undefined
      ? {}
      : { extras: { sums: sums.map(([name]) => name), capabilities: scan.extras.capabilities } }),
    lengths: bodies.map((body) => body.length),
  };
  const headBytes = padded(Buffer.from(JSON.stringify(head)), 0x20);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, headBytes.length, true);
  const rest = [length, headBytes, ...bodies.flatMap((body) => [body, new Uint8Array(-body.length & 7)])];
  return [sha256Bytes(rest), ...rest];
}

/** Reads the stored form; null when it is damaged or of another machine. */
export function restoreScan(stored: Uint8Array): LayerScan | null {
  try {
    const aligned = stored.byteOffset % 8 === 0;
    const bytes = aligned ? new Uint8Array(stored.buffer, stored.byteOffset, stored.length) : new Uint8Array(stored);
    if (bytes.length < sumBytes + 8) return null;
    if (Buffer.compare(sha256Bytes([bytes.subarray(sumBytes)]), bytes.subarray(0, sumBytes)) !== 0) return null;
    return unpack(bytes);
  } catch {
    return null;
  }
}

function unpack(stored: Uint8Array): LayerScan | null {
  const headLength = new DataView(stored.buffer, stored.byteOffset + sumBytes).getUint32(0, true);
  const headEnd = sumBytes + 8 + headLength;
  const head = JSON.parse(Buffer.from(stored.subarray(sumBytes + 8, headEnd)).toString('utf8')) as Head;
  if (head.order !== order) return null;
  let at = headEnd;
  const bodies = head.lengths.map((length) => {
    const body = stored.subarray(at, at + length);
    at += length + (-length & 7);
    return body;
  });
  const [paths, pathEnds, links, linkEnds, types, modes, uids, gids, sizes, readings] = bodies as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const index: LayerIndex = {
    rows: head.rows,
    paths,
    pathEnds: new Uint32Array(pathEnds.buffer, pathEnds.byteOffset, head.rows),
    links,
    linkEnds: new Uint32Array(linkEnds.buffer, linkEnds.byteOffset, head.rows),
    types,
    modes: new Uint16Array(modes.buffer, modes.byteOffset, head.rows),
    uids: new Uint32Array(uids.buffer, uids.byteOffset, head.rows),
    gids: new Uint32Array(gids.buffer, gids.byteOffset, head.rows),
    sizes: new Float64Array(sizes.buffer, sizes.byteOffset, head.rows),
  };
  const scan = { index, readings, unread: head.unread, complete: head.complete };
  if (head.extras === undefined) return scan;
  const sums = Object.fromEntries(head.extras.sums.map((name, at) => [name, bodies[columns.length + 1 + at]]));
  return { ...scan, extras: { sums, capabilities: head.extras.capabilities } };
}

function bytesOf(column: Uint8Array | Uint16Array | Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function padded(bytes: Uint8Array, filler: number): Uint8Array {
  const whole = new Uint8Array(bytes.length + (-bytes.length & 7)).fill(filler);
  whole.set(bytes);
  return whole;
}

import { ByteReader } from './byte-reader.ts';
import { varint } from './varint.ts';

const maxColumns = 100;

/** The columns of a record as raw bytes; null and the constants 0 and 1 have none. */
export function recordColumns(payload: Uint8Array): Uint8Array[] {
  return columns(payload).map((column) => column.bytes);
}

/** The last blob of a record that is not empty; null when there is none. */
export function lastBlob(payload: Uint8Array): Uint8Array | null {
  return (
    columns(payload).findLast((column) => column.type >= 12 && column.type % 2 === 0 && column.bytes.length > 0)
      ?.bytes ?? null
  );
}

interface Column {
  readonly type: number;
  readonly bytes: Uint8Array;
}

function columns(payload: Uint8Array): Column[] {
  const reader = new ByteReader(payload, 'big');
  const header = varint(reader, 0);
  const found: Column[] = [];
  let body = header.value;
  for (let at = header.next; at < header.value && found.length < maxColumns; ) {
    const type = varint(reader, at);
    const length = lengthOf(type.value);
    found.push({ type: type.value, bytes: reader.slice(body, length) });
    body += length;
    at = type.next;
  }
  return found;
}

const fixed = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

/** Bytes of a value by its serial type (file format, section 2.1). */
function lengthOf(type: number): number {
  return type < 12 ? (fixed[type] ?? 0) : Math.floor((type - 12) / 2);
}

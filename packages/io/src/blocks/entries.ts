/** One key and its value, as they lie in a block. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** Bytes that `varint keyLength, varint valueLength, key, value` take. */
export function encodeEntry(key: Uint8Array, value: Uint8Array): Buffer {
  const head = varintLength(key.length) + varintLength(value.length);
  const bytes = Buffer.allocUnsafe(head + key.length + value.length);
  const at = writeVarint(bytes, writeVarint(bytes, 0, key.length), value.length);
  bytes.set(key, at);
  bytes.set(value, at + key.length);
  return bytes;
}

/** Where an entry's parts lie; `end` is -1 when the bytes end inside it. */
export interface EntryPlace {
  readonly keyAt: number;
  readonly valueAt: number;
  readonly end: number;
}

/** Reads the head of the entry at `at`. */
export function placeEntry(bytes: Buffer, at: number): EntryPlace {
  const keyLength = readVarint(bytes, at);
  const valueLength = keyLength.next < 0 ? keyLength : readVarint(bytes, keyLength.next);
  const keyAt = valueLength.next;
  const valueAt = keyAt + keyLength.value;
  const end = valueAt + valueLength.value;
  return keyAt < 0 || end > bytes.length ? { keyAt: -1, valueAt: -1, end: -1 } : { keyAt, valueAt, end };
}

/** The entries of a whole block; stops where the bytes make no sense (the caller checks `complete`). */
export function* entriesOf(bytes: Buffer): Generator<Entry> {
  for (let at = 0; at < bytes.length; ) {
    const place = placeEntry(bytes, at);
    if (place.end < 0) return;
    yield { key: bytes.subarray(place.keyAt, place.valueAt), value: bytes.subarray(place.valueAt, place.end) };
    at = place.end;
  }
}

/** The value under a key in a block, or null. Most keys are told apart by their length, without comparing bytes. */
export function findEntry(bytes: Buffer, key: Uint8Array): Buffer | null {
  for (let at = 0; at < bytes.length; ) {
    const place = placeEntry(bytes, at);
    if (place.end < 0) return null;
    if (place.valueAt - place.keyAt === key.length && hasKey(bytes, key, place.keyAt))
      return bytes.subarray(place.valueAt, place.end);
    at = place.end;
  }
  return null;
}

/** From the end: neighbours in key order begin alike. */
function hasKey(bytes: Buffer, key: Uint8Array, start: number): boolean {
  for (let at = key.length - 1; at >= 0; at -= 1) if (bytes[start + at] !== key[at]) return false;
  return true;
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

function writeVarint(bytes: Buffer, at: number, value: number): number {
  let next = at;
  let rest = value;
  while (rest > 127) {
    bytes[next] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
    next += 1;
  }
  bytes[next] = rest;
  return next + 1;
}

function readVarint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  let scale = 1;
  for (let next = at; next < at + 5 && next < bytes.length; next += 1) {
    const byte = bytes[next] as number;
    value += (byte % 128) * scale;
    if (byte < 128) return { value, next: next + 1 };
    scale *= 128;
  }
  return { value: 0, next: -1 };
}

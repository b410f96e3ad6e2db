const most = 48;

/** After a name: `= "` or `: '` and at least eight characters of a value, a digit among them? Saves the expression where code only names things. */
export function startsValue(bytes: Uint8Array, keyword: number): boolean {
  let at = skip(bytes, keyword, isNameByte);
  at = skip(bytes, at, isQuoteOrSpace);
  if (bytes[at] !== 0x3d && bytes[at] !== 0x3a) return false;
  at = skip(bytes, at, isSignOrSpace);
  const end = skip(bytes, at, isValueByte, 200);
  return end - at >= 8 && hasDigit(bytes, at, end);
}

function skip(bytes: Uint8Array, from: number, belongs: (byte: number) => boolean, limit = most): number {
  let at = from;
  while (at < bytes.length && at - from < limit && belongs(bytes[at] as number)) at++;
  return at;
}

function hasDigit(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (isDigit(bytes[at] as number)) return true;
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isNameByte(byte: number): boolean {
  return (
    isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || byte === 0x2d
  );
}

function isQuoteOrSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x22 || byte === 0x27 || byte === 0x5d;
}

function isSignOrSpace(byte: number): boolean {
  return byte === 0x3d || byte === 0x3a || byte === 0x3e || byte === 0x60 || (byte !== 0x5d && isQuoteOrSpace(byte));
}

/** Printable, and no quote, comma, bracket or the like. */
function isValueByte(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && !forbidden.has(byte);
}

const forbidden: ReadonlySet<number> = new Set(Buffer.from('"\'`,;()<>[]{}\\|$%'));

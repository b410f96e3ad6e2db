const digits = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((char, at) => [char, at]),
);

/** The UTF-8 text of Base64; bytes that are no UTF-8 become U+FFFD, characters that are no Base64 are passed over. */
export function base64Text(content: string): string {
  const parts: string[] = [];
  const bytes = decode(content);
  for (let at = 0; at < bytes.length; ) {
    const { code, length } = codePointAt(bytes, at);
    parts.push(String.fromCodePoint(code));
    at += length;
  }
  return parts.join('');
}

function decode(content: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((content.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const char of content) {
    const digit = digits.get(char);
    if (digit === undefined) continue;
    bits = ((bits << 6) | digit) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length++] = (bits >> held) & 0xff;
  }
  return bytes.subarray(0, length);
}

/** Smallest code point that a sequence of so many bytes may stand for: shorter forms only (RFC 3629). */
const smallest = [0, 0, 0x80, 0x800, 0x10000];

/** Lengths of sequences by the five high bits of their first byte; 0 for bytes that none begins with. */
const lengths = [...Array(16).fill(1), ...Array(8).fill(0), ...Array(4).fill(2), 3, 3, 4, 0];

function codePointAt(bytes: Uint8Array, at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0;
  const length: number = lengths[first >> 3];
  if (length === 1) return { code: first, length };
  if (length === 0) return { code: 0xfffd, length: 1 };
  let code = first & (0xff >> (length + 1));
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return { code: 0xfffd, length: next };
    code = (code << 6) | (byte & 0x3f);
  }
  const good = code >= (smallest[length] ?? 0) && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { code: good ? code : 0xfffd, length };
}

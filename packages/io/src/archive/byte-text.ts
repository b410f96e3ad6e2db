/**
 * Names in archives are bytes of no stated encoding. A *byte text* keeps them as a string of one char per byte, which
 * engines hold compactly; `textOfBytes` turns it into readable text without loss.
 */
export type ByteText = string;

/**
 * Text of a byte text: UTF-8 where it is valid; a byte that belongs to no valid sequence becomes the lone surrogate
 * U+DC00 + byte (the `surrogateescape` of PEP 383), so that different names never become equal.
 */
export function textOfBytes(bytes: ByteText): string {
  if (isAscii(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  const text = buffer.toString('utf8');
  return text.includes('\ufffd') ? escapeInvalid(buffer) : text;
}

/** The byte text of a text that `textOfBytes` made. */
export function bytesOfText(text: string): ByteText {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes +=
      code >= 0xdc80 && code <= 0xdcff ? String.fromCharCode(code - 0xdc00) : Buffer.from(char).toString('latin1');
  }
  return bytes;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function escapeInvalid(buffer: Buffer): string {
  let text = '';
  for (let at = 0; at < buffer.length; ) {
    const length = sequenceLength(buffer, at);
    text += length === 0 ? String.fromCharCode(0xdc00 + (buffer[at] ?? 0)) : buffer.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return text;
}

/** Bytes of the valid UTF-8 sequence at a position, 0 when there is none (Unicode 15, table 3-7). */
function sequenceLength(buffer: Buffer, at: number): number {
  const first = buffer[at] ?? 0;
  if (first < 0x80) return 1;
  const length = statedLength(first);
  if (length === 0 || at + length > buffer.length) return 0;
  for (let i = 1; i < length; i++) if (((buffer[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = buffer[at + 1] ?? 0;
  const outside =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f);
  return outside ? 0 : length;
}

function statedLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/**
 * A number field of a tar header: octal digits between spaces and NULs, or base 256 (two's complement) when the first bit
 * is set, as GNU tar writes large and negative numbers. NaN when it is neither; empty fields are 0.
 */
export function tarNumber(block: Uint8Array, at: number, length: number): number {
  const first = block[at] ?? 0;
  return (first & 0x80) === 0 ? octal(block, at, at + length) : base256(block, at, length);
}

function octal(block: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (block[at] === 0x20 || block[at] === 0)) at++;
  let value = 0;
  for (; at < end; at++) {
    const digit = (block[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  while (at < end && (block[at] === 0x20 || block[at] === 0)) at++;
  return at === end ? value : Number.NaN;
}

function base256(block: Uint8Array, at: number, length: number): number {
  const negative = ((block[at] ?? 0) & 0x40) !== 0;
  let value = negative ? (block[at] ?? 0) - 256 : (block[at] ?? 0) & 0x7f;
  for (let i = 1; i < length; i++) value = value * 256 + (block[at + i] ?? 0);
  return value;
}

/** A whole decimal number without sign, as pax records hold; NaN for anything else. */
export function decimal(text: string): number {
  return text.length > 0 && text.length < 20 && /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

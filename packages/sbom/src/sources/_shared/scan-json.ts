/** A list that is a member of the outermost object and too long for one piece. Positions are bytes. */
export interface LongList {
  /** Where its name stands, with its quotes: first byte, and the byte after the last. */
  readonly name: readonly [start: number, end: number];
  /** After the opening bracket. */
  readonly start: number;
  /** Of the closing bracket. */
  readonly end: number;
  /** Commas between items, at least a piece apart. */
  readonly cuts: readonly number[];
}

/** What a look at the bytes tells before any parser sees them. */
export interface JsonScan {
  readonly tooDeep: boolean;
  /** Commas and opening brackets: no fewer than there are values, keys not counted. */
  readonly values: number;
  readonly lists: readonly LongList[];
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const bracket = 0x5b;
/** Brackets and braces differ by one bit. */
const eitherBit = 0x20;
const opening = 0x7b;
const closing = 0x7d;

/**
 * Counts the nesting of a JSON text and finds where its long lists can be cut. It checks nothing else: in a text that is no JSON the
 * places make no sense, and the parser fails at them.
 */
export function scanJson(bytes: Uint8Array, maxDepth: number, pieceBytes: number): JsonScan {
  const cutter = new Cutter(pieceBytes);
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === quote) {
      const start = at;
      at = endOfString(bytes, at + 1);
      cutter.text(depth, start, at + 1);
    } else if ((byte | eitherBit) === opening) {
      depth += 1;
      values += 1;
      if (depth > maxDepth) return { tooDeep: true, values, lists: [] };
      cutter.opened(depth, byte, at);
    } else if ((byte | eitherBit) === closing) {
      cutter.closed(depth, at);
      depth -= 1;
    } else if (byte === comma) {
      values += 1;
      cutter.comma(depth, at);
    }
  }
  return { tooDeep: false, values, lists: cutter.lists };
}

/** Watches the members of the outermost object. */
class Cutter {
  readonly lists: LongList[] = [];
  private name: readonly [number, number] = [0, 0];
  private readonly pieceBytes: number;
  private inObject = false;
  /** After the bracket of the list at hand; 0 outside of lists. */
  private start = 0;
  private from = 0;
  private cuts: number[] = [];

  constructor(pieceBytes: number) {
    this.pieceBytes = pieceBytes;
  }

  text(depth: number, start: number, end: number): void {
    if (depth === 1) this.name = [start, end];
  }

  opened(depth: number, byte: number, at: number): void {
    if (depth > 2) return;
    if (depth === 1) this.inObject = byte === opening;
    this.start = depth === 2 && this.inObject && byte === bracket ? at + 1 : 0;
    this.from = at;
    this.cuts = [];
  }

  comma(depth: number, at: number): void {
    if (depth !== 2 || this.start === 0 || at - this.from <= this.pieceBytes) return;
    this.cuts.push(at);
    this.from = at;
  }

  closed(depth: number, end: number): void {
    if (depth === 2 && this.cuts.length > 0)
      this.lists.push({ name: this.name, start: this.start, end, cuts: this.cuts });
  }
}

/** Where the string that begins at `start` has its closing quote. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

import { by } from '@gantry/core';
import type { FileReading } from './define-cataloger.ts';

/** What a reader made of a file. */
export interface ReadingBody {
  readonly facts: unknown;
  readonly unread: readonly NonNullable<FileReading<unknown>['unread']>[number][];
}

/** A reading that is parsed only when its file turns out to be visible, and only when its cataloger comes to it. */
export interface Reading {
  readonly row: number;
  /** Name of the reader. */
  readonly reader: string;
  /** Was the file wanted for its first bytes, whatever its name? */
  readonly magic: boolean;
  /** Is there something that the reader did not understand? */
  readonly hasUnread: boolean;
  /** The path it was read as, when that is not the row's own. */
  readonly as?: string;
  body(): ReadingBody;
}

/** Facts of a reading before it is written: see `readingLine`. */
export interface ReadingHead {
  readonly row: number;
  readonly reader: string;
  readonly magic: boolean;
  readonly as?: string;
}

/** A reading as one line of text: row, reader and flags between spaces, the path as JSON, and the body as JSON. */
export function readingLine(head: ReadingHead, body: ReadingBody): string {
  const flags = `${head.magic ? 'm' : ''}${body.unread.length > 0 ? 'u' : ''}-`;
  return `${head.row} ${head.reader} ${flags} ${JSON.stringify(head.as ?? null)}\t${JSON.stringify(body)}`;
}

/** The readings of one scan, found by row. Nothing but line starts is kept: most files are not visible or not asked for. */
export class ReadingTable {
  private readonly buffer: Buffer;
  /** Rows and line starts, in order of rows. */
  private readonly rows: Float64Array;
  private readonly starts: Float64Array;

  /** `bytes`: lines that `readingLine` made. */
  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const lines = [...lineStarts(this.buffer)].sort(by(({ row }) => row));
    this.rows = Float64Array.from(lines, ({ row }) => row);
    this.starts = Float64Array.from(lines, ({ start }) => start);
  }

  /** Readings of a row, in the order in which they were made. */
  at(row: number): Reading[] {
    const found: Reading[] = [];
    for (let i = this.lowest(row); this.rows[i] === row; i++) found.push(this.reading(i));
    return found;
  }

  *all(): Generator<Reading> {
    for (let i = 0; i < this.rows.length; i++) yield this.reading(i);
  }

  private reading(position: number): Reading {
    const start = this.starts[position] ?? 0;
    const end = this.buffer.indexOf(0x0a, start);
    return new StoredReading(this.buffer, this.buffer.indexOf(0x09, start), {
      start,
      end: end < 0 ? this.buffer.length : end,
    });
  }

  private lowest(row: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.rows[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function* lineStarts(buffer: Buffer): Generator<{ readonly row: number; readonly start: number }> {
  for (let start = 0; start < buffer.length; ) {
    const space = buffer.indexOf(0x20, start);
    yield { row: Number(buffer.toString('latin1', start, space)), start };
    const end = buffer.indexOf(0x0a, start);
    start = end < 0 ? buffer.length : end + 1;
  }
}

class StoredReading implements Reading {
  readonly row: number;
  readonly reader: string;
  readonly magic: boolean;
  readonly hasUnread: boolean;
  declare readonly as?: string;
  private readonly buffer: Buffer;
  private readonly start: number;
  private readonly end: number;

  constructor(buffer: Buffer, tab: number, line: { readonly start: number; readonly end: number }) {
    const [row = '', reader = '', flags = '', ...path] = buffer.toString('utf8', line.start, tab).split(' ');
    this.row = Number(row);
    this.reader = sameText(reader);
    this.magic = flags.includes('m');
    this.hasUnread = flags.includes('u');
    if (path[0] !== 'null') this.as = JSON.parse(path.join(' ')) as string;
    this.buffer = buffer;
    this.start = tab + 1;
    this.end = line.end;
  }

  body(): ReadingBody {
    return JSON.parse(this.buffer.toString('utf8', this.start, this.end)) as ReadingBody;
  }
}

const texts = new Map<string, string>();

/** One copy of each reader's name, however many readings there are. */
function sameText(text: string): string {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

/** One item of a list is at most this long; the longest real ones have a few MB. */
const longestItem = 32 * 1024 * 1024;

const code = { quote: 34, backslash: 92, open: 123, close: 125, listOpen: 91, listClose: 93 } as const;

const listDepth = 2;
const itemDepth = 3;

/**
 * The objects of the list under a key of the outermost object, as JSON texts, out of a document that comes in pieces: documents of NVD are
 * too large to be held as a whole. Nothing when the document has no such list. TypeError when an item is too long or the document ends
 * within one.
 */
export async function* itemsOf(pieces: AsyncIterable<Buffer>, key: string): AsyncGenerator<readonly string[]> {
  const splitter = new Splitter(key);
  for await (const piece of pieces) yield splitter.take(piece);
  if (splitter.isInside()) throw new TypeError('it ends too early');
}

/** Follows strings and brackets; what lies at depth 3 inside the wanted list is an item. */
class Splitter {
  private readonly key: string;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private name: number[] = [];
  private inList = false;
  /** Where the open item begins in the piece; -1 when none is open. */
  private start = -1;

  constructor(key: string) {
    this.key = key;
  }

  isInside(): boolean {
    return this.depth > 0;
  }

  take(piece: Buffer): string[] {
    const items: string[] = [];
    this.start = this.inList && this.depth >= itemDepth ? 0 : -1;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (this.inText) this.textByte(byte);
      else if (byte === code.quote) this.beginText();
      else if (byte === code.open || byte === code.listOpen) this.opens(byte, at);
      else if ((byte === code.close || byte === code.listClose) && this.closes())
        items.push(this.finish(piece.subarray(this.start, at + 1)));
    }
    if (this.start >= 0) this.hold(piece.subarray(this.start));
    return items;
  }

  private opens(byte: number, at: number): void {
    this.depth += 1;
    if (this.depth === listDepth)
      this.inList = byte === code.listOpen && Buffer.from(this.name).toString('latin1') === this.key;
    else if (this.inList && this.depth === itemDepth) this.start = at;
  }

  /** Does an item end here? */
  private closes(): boolean {
    this.depth -= 1;
    const ends = this.inList && this.depth === listDepth;
    if (this.depth < listDepth) this.inList = false;
    return ends;
  }

  private beginText(): void {
    this.inText = true;
    if (this.depth === listDepth - 1) this.name = [];
  }

  /** Only names of the outermost object are looked at. */
  private textByte(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === code.backslash) this.escaped = true;
    else if (byte === code.quote) this.inText = false;
    else if (this.depth === listDepth - 1 && this.name.length <= this.key.length) this.name.push(byte);
  }

  private hold(bytes: Buffer): void {
    this.held.push(Buffer.from(bytes));
    this.heldBytes += bytes.length;
    if (this.heldBytes > longestItem) throw new TypeError('an item is too long');
  }

  private finish(end: Buffer): string {
    const item = Buffer.concat([...this.held, end]).toString('utf8');
    this.held = [];
    this.heldBytes = 0;
    this.start = -1;
    return item;
  }
}

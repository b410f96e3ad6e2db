/** One item of a list is at most this long; the longest real ones have a few MB. */
const longestItem = 32 * 1024 * 1024;

const code = { quote: 34, backslash: 92, open: 123, close: 125, listOpen: 91, listClose: 93 } as const;

/**
 * The objects of the list under a key of the outermost object, as JSON texts, out of a document that comes in pieces: documents of NVD are
 * too large to be held as a whole. Nothing when the document has no such list. TypeError when an item is too long or the document ends
 * within one.
 */
export async function* itemsOf(pieces: AsyncIterable<Buffer>, key: string): AsyncGenerator<readonly string[]> {
  const splitter = new Splitter(Buffer.from(`"${key}"`));
  for await (const piece of pieces) yield splitter.take(piece);
  if (splitter.isInside()) throw new TypeError('it ends too early');
}

/** Follows strings and brackets; what lies at depth 3 inside the wanted list is an item. */
class Splitter {
  private readonly key: Buffer;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private text: number[] = [];
  private lastText = '';
  private inList = false;

  constructor(key: Buffer) {
    this.key = key;
  }

  isInside(): boolean {
    return this.depth > 0;
  }

  take(piece: Buffer): string[] {
    const items: string[] = [];
    let start = this.inList && this.depth >= 3 ? 0 : -1;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (this.inText) this.textByte(byte);
      else if (byte === code.quote) this.beginText();
      else if (byte === code.open || byte === code.listOpen) {
        this.depth += 1;
        if (this.depth === 2 && byte === code.listOpen) this.inList = `"${this.lastText}"` === this.key.toString();
        if (this.inList && this.depth === 3) start = at;
      } else if (byte === code.close || byte === code.listClose) {
        this.depth -= 1;
        if (this.inList && this.depth === 2) {
          items.push(this.finish(piece.subarray(start, at + 1)));
          start = -1;
        }
        if (this.depth === 1) this.inList = false;
      }
    }
    if (start >= 0) this.hold(piece.subarray(start));
    return items;
  }

  private beginText(): void {
    this.inText = true;
    this.text = [];
  }

  /** Only names of the outermost object are looked at. */
  private textByte(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === code.backslash) this.escaped = true;
    else if (byte === code.quote) {
      this.inText = false;
      if (this.depth === 1) this.lastText = Buffer.from(this.text).toString('latin1');
    } else if (this.depth === 1 && this.text.length < this.key.length) this.text.push(byte);
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
    return item;
  }
}

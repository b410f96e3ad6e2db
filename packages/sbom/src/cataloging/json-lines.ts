/** JSON texts, one a line, as UTF-8 bytes outside the JavaScript heap. */
export class JsonLines {
  length = 0;
  private buffer = Buffer.alloc(1 << 16);

  /** Appends a text that `JSON.stringify` made: it holds no line break. */
  append(json: string): void {
    const room = this.length + json.length * 3 + 1;
    if (room > this.buffer.length) this.grow(room);
    this.length += this.buffer.write(json, this.length, 'utf8');
    this.buffer[this.length++] = 0x0a;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.buffer.subarray(0, this.length));
  }

  private grow(room: number): void {
    const larger = Buffer.alloc(Math.max(room, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}

/** The values of lines of JSON. */
export function* parseLines(bytes: Uint8Array): Generator<unknown> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const found = buffer.indexOf(0x0a, at);
    const end = found < 0 ? buffer.length : found;
    yield JSON.parse(buffer.toString('utf8', at, end));
    at = end + 1;
  }
}

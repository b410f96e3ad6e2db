/** Lines of text as UTF-8 bytes outside the JavaScript heap. */
export class TextLines {
  length = 0;
  private buffer = Buffer.alloc(1 << 16);

  /** Appends a text without line breaks. */
  append(line: string): void {
    const room = this.length + line.length * 3 + 1;
    if (room > this.buffer.length) this.grow(room);
    this.length += this.buffer.write(line, this.length, 'utf8');
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

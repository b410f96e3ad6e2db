/** Numbers out of header bytes in one byte order. Reads past the end give 0: callers check lengths where it matters. */
export class ByteReader {
  private readonly view: DataView;
  readonly length: number;
  private readonly littleEndian: boolean;

  constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.length = bytes.length;
    this.littleEndian = littleEndian;
  }

  u8(at: number): number {
    return at + 1 <= this.length ? this.view.getUint8(at) : 0;
  }

  u16(at: number): number {
    return at + 2 <= this.length ? this.view.getUint16(at, this.littleEndian) : 0;
  }

  u32(at: number): number {
    return at + 4 <= this.length ? this.view.getUint32(at, this.littleEndian) : 0;
  }

  /** Past 2^53 it loses digits, which only makes an address that is found nowhere. */
  u64(at: number): number {
    const [high, low] = this.littleEndian ? [at + 4, at] : [at, at + 4];
    return this.u32(high) * 0x1_0000_0000 + this.u32(low);
  }

  /** A number as wide as an address. */
  word(at: number, bits: 32 | 64): number {
    return bits === 64 ? this.u64(at) : this.u32(at);
  }

  /** Text up to a zero byte, at most `length` bytes. */
  text(at: number, length: number): string {
    const end = Math.min(this.length, at + length);
    let stop = at;
    while (stop < end && this.view.getUint8(stop) !== 0) stop++;
    return stop <= at ? '' : Buffer.from(this.view.buffer, this.view.byteOffset + at, stop - at).toString('latin1');
  }
}

/** Numbers from bytes at a position; beyond the end a `RangeError`, which the database readers turn into a finding. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(bytes: Uint8Array, endian: 'little' | 'big') {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = endian === 'little';
  }

  get size(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, this.#little);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, this.#little);
  }

  /** A 64-bit number; what is beyond 2^53 loses its last digits. */
  u64(at: number): number {
    return Number(this.#view.getBigUint64(at, this.#little));
  }

  slice(at: number, length: number): Uint8Array {
    if (at < 0 || length < 0 || at + length > this.size) throw new RangeError('outside the bytes');
    return this.bytes.subarray(at, at + length);
  }
}

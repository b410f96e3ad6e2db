import { memoryAccess, type RandomAccess, Spill } from '@gantry/io/files';

/** Holds the content of one file at a time: in memory that is used again and again, or in a temporary file when it is large. */
export class ContentBuffer {
  private readonly memoryBytes: number;
  private scratch = Buffer.alloc(0);
  private spill: Spill | null = null;
  private filled = 0;

  constructor(memoryBytes: number) {
    this.memoryBytes = memoryBytes;
  }

  /** Makes room for a file of this size. */
  start(size: number): void {
    this.clear();
    if (size > this.memoryBytes) this.spill = new Spill();
    else if (this.scratch.length < size)
      this.scratch = Buffer.allocUnsafeSlow(
        Math.min(this.memoryBytes, Math.max(1 << 20, size, this.scratch.length * 2)),
      );
  }

  append(bytes: Uint8Array): void {
    if (this.spill !== null) this.spill.append(bytes);
    else this.scratch.set(bytes, this.filled);
    this.filled += bytes.length;
  }

  access(): RandomAccess {
    return this.spill?.access() ?? memoryAccess(this.scratch.subarray(0, this.filled));
  }

  /** Forgets the file; the temporary file is gone. */
  clear(): void {
    this.spill?.close();
    this.spill = null;
    this.filled = 0;
  }
}

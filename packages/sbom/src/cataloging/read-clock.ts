import { board } from './worker-messages.ts';

/** Reads the board of a worker: how long its present read takes, and how far its job got. */
export class ReadClock {
  private readonly numbers: Int32Array;
  private readonly limit: number;
  private kib: number;
  private reads = -1;
  private since = 0;

  /** `limit`: milliseconds for one read. */
  constructor(numbers: Int32Array, limit: number) {
    this.numbers = numbers;
    this.limit = limit;
    this.kib = Atomics.load(numbers, board.kib);
  }

  /** Stored bytes since the last call. */
  bytes(): number {
    const before = this.kib;
    this.kib = Atomics.load(this.numbers, board.kib);
    return (this.kib - before) * 1024;
  }

  /** Does the read that was seen before still run, past the limit? */
  isLate(): boolean {
    const reads = Atomics.load(this.numbers, board.reads);
    if (reads !== this.reads || Atomics.load(this.numbers, board.reader) < 0) {
      this.reads = reads;
      this.since = performance.now();
      return false;
    }
    return performance.now() - this.since > this.limit;
  }
}

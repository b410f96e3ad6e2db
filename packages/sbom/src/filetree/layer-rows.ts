import { isAscii } from 'node:buffer';
import { textOfBytes } from '@gantry/io/archive';
import type { LayerIndex } from './layer-index.ts';

/** Reads texts out of the columns of a layer. A layer of plain ASCII names is decoded once and cut. */
export class LayerRows {
  readonly index: LayerIndex;
  private readonly whole: string | null;
  private readonly bytes: Buffer;
  private readonly linkBytes: Buffer;

  constructor(index: LayerIndex) {
    this.index = index;
    this.bytes = Buffer.from(index.paths.buffer, index.paths.byteOffset, index.paths.byteLength);
    this.linkBytes = Buffer.from(index.links.buffer, index.links.byteOffset, index.links.byteLength);
    this.whole = isAscii(this.bytes) ? this.bytes.toString('latin1') : null;
  }

  /** Path of a row, without leading slash, readable. */
  path(row: number): string {
    const start = row === 0 ? 0 : (this.index.pathEnds[row - 1] ?? 0);
    const end = this.index.pathEnds[row] ?? 0;
    return this.whole === null ? textOfBytes(this.bytes.toString('latin1', start, end)) : this.whole.slice(start, end);
  }

  /** Link target of a row, readable. */
  link(row: number): string {
    const start = row === 0 ? 0 : (this.index.linkEnds[row - 1] ?? 0);
    return textOfBytes(this.linkBytes.toString('latin1', start, this.index.linkEnds[row] ?? 0));
  }
}

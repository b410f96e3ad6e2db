import type { IndexRow, LayerIndex } from './layer-index.ts';

/** Collects rows into columns that grow by doubling. */
export class LayerIndexBuilder {
  rows = 0;
  private readonly paths = new GrowingText();
  private readonly links = new GrowingText();
  private pathEnds = new Uint32Array(256);
  private linkEnds = new Uint32Array(256);
  private types = new Uint8Array(256);
  private modes = new Uint16Array(256);
  private uids = new Uint32Array(256);
  private gids = new Uint32Array(256);
  private sizes = new Float64Array(256);

  /** Bytes of text so far: the caller's budget. */
  get textBytes(): number {
    return this.paths.length + this.links.length;
  }

  /** Appends a row; gives its number. */
  add(row: IndexRow): number {
    if (this.rows === this.types.length) this.grow();
    const at = this.rows++;
    this.pathEnds[at] = this.paths.append(row.path);
    this.linkEnds[at] = this.links.append(row.link);
    this.types[at] = row.type;
    this.modes[at] = row.mode;
    this.uids[at] = row.uid;
    this.gids[at] = row.gid;
    this.sizes[at] = row.size;
    return at;
  }

  /** The columns, cut to their length. */
  finish(): LayerIndex {
    const rows = this.rows;
    return {
      rows,
      paths: this.paths.bytes(),
      pathEnds: this.pathEnds.slice(0, rows),
      links: this.links.bytes(),
      linkEnds: this.linkEnds.slice(0, rows),
      types: this.types.slice(0, rows),
      modes: this.modes.slice(0, rows),
      uids: this.uids.slice(0, rows),
      gids: this.gids.slice(0, rows),
      sizes: this.sizes.slice(0, rows),
    };
  }

  private grow(): void {
    const size = this.types.length * 2;
    this.pathEnds = longer(this.pathEnds, new Uint32Array(size));
    this.linkEnds = longer(this.linkEnds, new Uint32Array(size));
    this.types = longer(this.types, new Uint8Array(size));
    this.modes = longer(this.modes, new Uint16Array(size));
    this.uids = longer(this.uids, new Uint32Array(size));
    this.gids = longer(this.gids, new Uint32Array(size));
    this.sizes = longer(this.sizes, new Float64Array(size));
  }
}

function longer<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Byte texts, one after another. */
class GrowingText {
  length = 0;
  private buffer = Buffer.alloc(1 << 12);

  append(text: string): number {
    const end = this.length + text.length;
    if (end > this.buffer.length) {
      const larger = Buffer.alloc(Math.max(end, this.buffer.length * 2));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    this.buffer.write(text, this.length, 'latin1');
    this.length = end;
    return end;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.buffer.subarray(0, this.length));
  }
}

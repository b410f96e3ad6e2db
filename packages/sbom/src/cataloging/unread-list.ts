import type { ScanUnread } from './layer-scan.ts';

/** Single lines kept for each code; hostile archives would fill memory with them. */
const maxLines = 200;

/** Collects what was not understood: the first lines of each code, and for the rest their number. */
export class UnreadList {
  private readonly lines: ScanUnread[] = [];
  private readonly counts = new Map<string, { count: number; first: ScanUnread }>();

  add(line: ScanUnread): void {
    const key = `${line.by} ${line.code}`;
    const counted = this.counts.get(key) ?? { count: 0, first: line };
    counted.count++;
    this.counts.set(key, counted);
    if (counted.count <= maxLines) this.lines.push(line);
  }

  list(): ScanUnread[] {
    const more = [...this.counts.values()].filter(({ count }) => count > maxLines);
    return [
      ...this.lines,
      ...more.map(({ count, first }) => ({ ...first, path: '-', because: `${count - maxLines} more of this kind` })),
    ];
  }
}

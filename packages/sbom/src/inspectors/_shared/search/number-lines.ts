import type { RandomAccess } from '@gantry/io/files';
import type { FileHit } from './rule.ts';
import type { PlacedHit } from './search-run.ts';

const chunkBytes = 2 ** 20;
const newline = 0x0a;

/** Gives hits their line numbers. They must be in order of offsets: the content is read once, up to the last of them. */
export function numberLines(content: RandomAccess, hits: readonly PlacedHit[]): FileHit[] {
  let line = 1;
  let position = 0;
  return hits.map((hit) => {
    line += newlines(content, position, hit.offset);
    position = hit.offset;
    return { pattern: hit.pattern, line, offset: hit.offset, length: hit.length };
  });
}

function newlines(content: RandomAccess, from: number, to: number): number {
  let count = 0;
  for (let start = from; start < to; start += chunkBytes) {
    const read = content.read(start, Math.min(chunkBytes, to - start));
    const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  }
  return count;
}

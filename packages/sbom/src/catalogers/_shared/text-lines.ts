import type { RandomAccess } from '@gantry/io/files';

const chunkBytes = 1 << 20;

/** A line of a text file; a line longer than the limit is cut and says so. */
export interface TextLine {
  readonly text: string;
  readonly cut: boolean;
}

/**
 * The lines of a text file of any size, one chunk in memory at a time. Bytes that are not UTF-8 become U+FFFD;
 * `\r` at the end of a line is dropped. `maxLine` is in bytes.
 */
export function* linesOf(content: RandomAccess, maxLine = 1 << 16): Generator<TextLine> {
  let rest = Buffer.alloc(0);
  let skipping = false;
  for (let offset = 0; offset < content.size; offset += chunkBytes) {
    const chunk = Buffer.concat([rest, content.read(offset, chunkBytes)]);
    const end = chunk.lastIndexOf(0x0a);
    if (end >= 0) {
      yield* wholeLines(chunk.subarray(0, end), skipping, maxLine);
      skipping = false;
    }
    rest = chunk.subarray(end + 1);
    if (rest.length <= maxLine) continue;
    if (!skipping) yield { text: trimReturn(rest.toString('utf8', 0, maxLine)), cut: true };
    skipping = true;
    rest = Buffer.alloc(0);
  }
  if (!skipping && rest.length > 0) yield { text: trimReturn(rest.toString('utf8')), cut: false };
}

/** The whole text of a small file, at most `maxBytes`. Bytes that are not UTF-8 become U+FFFD, a byte order mark goes. */
export function textOf(content: RandomAccess, maxBytes: number): string {
  const bytes = content.read(0, Math.min(content.size, maxBytes));
  return new TextDecoder().decode(bytes);
}

function* wholeLines(bytes: Buffer, skipFirst: boolean, maxLine: number): Generator<TextLine> {
  let first = skipFirst;
  for (const line of bytes.toString('utf8').split('\n')) {
    if (first) first = false;
    else if (line.length > maxLine) yield { text: line.slice(0, maxLine), cut: true };
    else yield { text: trimReturn(line), cut: false };
  }
}

function trimReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

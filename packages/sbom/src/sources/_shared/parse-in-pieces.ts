import { isAscii } from 'node:buffer';
import type { LongList } from './scan-json.ts';

/** A piece is cut after so many bytes. */
export const pieceBytes = 256 * 1024;

/**
 * The value of a JSON text in UTF-8 (without a byte order mark) whose long lists were cut by `scanJson`: pieces are parsed one after
 * another, so that the text never lies in memory a second time, as a string. Throws SyntaxError exactly where `JSON.parse` would.
 */
export function parseInPieces(bytes: Uint8Array, lists: readonly LongList[]): unknown {
  const text = (start: number, end: number) => textOf(bytes.subarray(start, end));
  let frame = '';
  let done = 0;
  for (const { start, end } of lists) {
    frame += text(done, start);
    done = end;
  }
  const root: unknown = JSON.parse(frame + text(done, bytes.length));
  for (const list of lists) putBack(root, JSON.parse(text(...list.name)), itemsOf(list, text));
  return root;
}

/** Most pieces are ASCII, which takes a tenth of the time. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

/** What stands between the brackets of a list. */
function itemsOf({ start, end, cuts }: LongList, text: (start: number, end: number) => string): unknown[] {
  const items: unknown[] = [];
  let from = start;
  for (const cut of [...cuts, end]) {
    const piece = JSON.parse(`[${text(from, cut)}]`) as unknown[];
    if (piece.length === 0) throw new SyntaxError('a comma with nothing beside it');
    for (const item of piece) items.push(item);
    from = cut + 1;
  }
  return items;
}

/** In the frame the list is empty. Of members with one name the last one counts, which may be another than the list. */
function putBack(root: unknown, name: string, items: unknown[]): void {
  const member = Object.getOwnPropertyDescriptor(root, name);
  const list: unknown = member?.value;
  if (Array.isArray(list) && list.length === 0) Object.defineProperty(root, name, { ...member, value: items });
}

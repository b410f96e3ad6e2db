import type { RandomAccess } from './random-access.ts';

/** A stretch of other content as content of its own, without copying. A stretch past the end is cut there. */
export function windowAccess(content: RandomAccess, start: number, size: number): RandomAccess {
  const from = Math.min(Math.max(0, start), content.size);
  const length = Math.min(Math.max(0, size), content.size - from);
  return {
    size: length,
    read: (offset, wanted) => content.read(from + offset, Math.max(0, Math.min(wanted, length - offset))),
  };
}

import type { Advisory } from '@gantry/core';

/**
 * Decides which copy of a record counts. The same id comes once per ecosystem that it touches; the one with the newest
 * `modified` wins, of equal ones the first.
 */
export interface Winners {
  /** A number for this copy, or null when a better one was seen before. A copy that is beaten later loses its number. */
  enter(advisory: Advisory): number | null;
  wins(number: number): boolean;
  counts(): { readonly advisories: number; readonly withdrawn: number; readonly malicious: number };
}

interface Copy {
  readonly number: number;
  readonly modified: string;
  readonly withdrawn: boolean;
  readonly malicious: boolean;
}

/** Starts without any record. */
export function createWinners(): Winners {
  const best = new Map<string, Copy>();
  const lost = new Set<number>();
  let next = 0;
  return {
    enter({ id, modified, withdrawn, malicious }) {
      const known = best.get(id);
      if (known && known.modified >= (modified ?? '')) return null;
      if (known) lost.add(known.number);
      const number = next;
      next += 1;
      best.set(id, { number, modified: modified ?? '', withdrawn: withdrawn !== null, malicious });
      return number;
    },
    wins: (number) => !lost.has(number),
    counts() {
      const copies = [...best.values()];
      return {
        advisories: copies.length,
        withdrawn: copies.filter((copy) => copy.withdrawn).length,
        malicious: copies.filter((copy) => copy.malicious && !copy.withdrawn).length,
      };
    },
  };
}

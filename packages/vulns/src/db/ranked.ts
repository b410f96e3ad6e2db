import type { Entry } from '@gantry/io/blocks';

/** A value as JSON behind a rank: of several values under one key the one of the highest rank is kept. */
export function ranked(rank: string, value: unknown): Buffer {
  return Buffer.from(`${rank}\0${JSON.stringify(value)}`);
}

/** One entry per key out of sorted entries with ranked values: the value of the highest rank (the first of equal ones), without its rank. */
export function* newestOf(entries: Iterable<Entry>): Generator<Entry> {
  let best: { readonly key: Buffer; readonly rank: Buffer; readonly value: Buffer } | null = null;
  for (const entry of entries) {
    const end = entry.value.indexOf(0);
    const rank = entry.value.subarray(0, end);
    if (best && !best.key.equals(entry.key)) {
      yield { key: best.key, value: best.value };
      best = null;
    }
    // The bytes of an entry are gone with the next one.
    if (!best || Buffer.compare(best.rank, rank) < 0)
      best = {
        key: Buffer.from(entry.key),
        rank: Buffer.from(rank),
        value: Buffer.from(entry.value.subarray(end + 1)),
      };
  }
  if (best) yield { key: best.key, value: best.value };
}

import type { Entry } from '@gantry/io/blocks';
import type { Winners } from './winners.ts';

/** A value marked with the number of the copy that it came from, for `keepWinners`. */
export function numbered(copy: number, json: string): Buffer {
  const bytes = Buffer.allocUnsafe(4 + Buffer.byteLength(json));
  bytes.writeUInt32BE(copy, 0);
  bytes.write(json, 4);
  return bytes;
}

/** The entries of copies that were not beaten, without their numbers. */
export function* keepWinners(entries: Iterable<Entry>, winners: Winners): Generator<Entry> {
  for (const { key, value } of entries) {
    if (winners.wins(value.readUInt32BE(0))) yield { key, value: value.subarray(4) };
  }
}

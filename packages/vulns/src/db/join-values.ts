import type { Entry } from '@gantry/io/blocks';

const open = Buffer.from('[');
const close = Buffer.from(']');
const comma = Buffer.from(',');

/**
 * One entry per key out of sorted entries whose values are JSON texts: the value is the JSON list of the distinct ones, in byte
 * order. `seen` is told each key and how many values it has.
 */
export function* joinValues(
  entries: Iterable<Entry>,
  seen: (key: string, values: number) => void = () => {},
): Generator<Entry> {
  let key: Buffer | null = null;
  let values: Buffer[] = [];
  for (const entry of entries) {
    if (key && !key.equals(entry.key)) {
      yield joined(key, values, seen);
      key = null;
      values = [];
    }
    key ??= Buffer.from(entry.key);
    values.push(Buffer.from(entry.value));
  }
  if (key) yield joined(key, values, seen);
}

function joined(key: Buffer, values: Buffer[], seen: (key: string, values: number) => void): Entry {
  const sorted = values.sort(Buffer.compare).filter((value, at) => at === 0 || !value.equals(values[at - 1] as Buffer));
  seen(key.toString('utf8'), sorted.length);
  const pieces = sorted.flatMap((value, at) => (at === 0 ? [value] : [comma, value]));
  return { key, value: Buffer.concat([open, ...pieces, close]) };
}

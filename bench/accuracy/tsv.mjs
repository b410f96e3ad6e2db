// Tables of an image's oracle: tab-separated, one header line.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows by the names of the header line; `undefined` when the image has no such table. */
export function readTable(folder, name) {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  const [head, ...lines] = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(names.map((column, at) => [column, values[at] ?? '']));
  });
}

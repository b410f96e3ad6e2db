import type { ScannedFile } from '../../cataloging/define-cataloger.ts';
import { linesOf } from '../_shared/text-lines.ts';
import type { RpmRecord } from './parse-header.ts';

const maxPackages = 250_000;

/**
 * Reads a container-manifest-2, which distroless images of Azure Linux (Mariner) have in place of a database. Columns
 * parted by tabs: name, version-release, install time, build time, vendor, epoch, size, architecture, epoch number,
 * source RPM. Gives the records and the number of lines that are none.
 */
export function parseManifest(file: ScannedFile): {
  readonly records: readonly RpmRecord[];
  readonly bad: number;
  readonly firstBad: number;
} {
  const records: RpmRecord[] = [];
  let bad = 0;
  let firstBad = 0;
  let number = 0;
  for (const { text, cut } of linesOf(file.content)) {
    number++;
    if (text.trim() === '') continue;
    const record = cut || records.length >= maxPackages ? null : parseLine(text);
    if (record) records.push(record);
    else if (bad++ === 0) firstBad = number;
  }
  return { records, bad, firstBad };
}

function parseLine(line: string): RpmRecord | null {
  const columns = line.split('\t', 10).map((column) => (column === '(none)' ? '' : column.slice(0, 500)));
  const [name = '', full = '', , , vendor = '', epoch = '', size = '', arch = '', , sourceRpm = ''] = columns;
  const dash = full.lastIndexOf('-');
  if (name === '' || dash <= 0 || /\s/.test(name + full)) return null;
  return {
    name,
    version: full.slice(0, dash),
    release: full.slice(dash + 1),
    ...(/^\d{1,9}$/.test(epoch) && { epoch: Number(epoch) }),
    ...(arch !== '' && { arch }),
    ...(vendor !== '' && { vendor }),
    ...(sourceRpm !== '' && { sourceRpm }),
    ...(/^\d{1,15}$/.test(size) && { size: Number(size) }),
    files: { paths: [] },
  };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scannedFile } from '../../testing/scanned-file.ts';
import { read } from './read.ts';

const folder = join(process.env['GANTRY_SHARED'] ?? '../shared', 'rpmdb');
const there = existsSync(folder);
if (!there) console.log(`skipped: real RPM databases (${folder} is not there; set GANTRY_SHARED)`);

/** Real databases with the lists that rpm itself printed of them. */
describe.skipIf(!there)('catalogers/rpm reads real databases as rpm does', () => {
  const names = there ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.tsv'))) : [];
  it.each(names)('%s', (name) => {
    const file = readdirSync(join(folder, name)).find((one) => one !== 'expected.tsv') ?? '';
    const { facts, unread } = read(scannedFile(`/var/lib/rpm/${file}`, readFileSync(join(folder, name, file))));
    const lines = (facts?.records ?? []).map((one) =>
      [one.name, one.epoch ?? '(none)', one.version, one.release, one.arch ?? '(none)'].join('\t'),
    );
    const expected = readFileSync(join(folder, name, 'expected.tsv'), 'utf8').trimEnd().split('\n');
    expect(unread).toEqual([]);
    expect(lines.sort()).toEqual(expected.sort());
    expect(facts?.records.every((one) => one.license !== undefined)).toBe(true);
    expect(facts?.records.filter((one) => one.files.paths.length > 0).length).toBeGreaterThan(0);
  });
});

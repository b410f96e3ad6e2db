import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Package } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';
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
    const expected = readFileSync(join(folder, name, 'expected.tsv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(unread).toEqual([]);
    expect(lines.sort()).toEqual(expected.sort());
    expect(facts?.records.every((one) => one.license !== undefined)).toBe(true);
    expect(facts?.records.filter((one) => one.files.paths.length > 0).length).toBeGreaterThan(0);
  });
});

/** What `rpm -qa` prints of the same root. */
describe('catalogers/rpm lists what rpm lists', () => {
  it.each(['rpm-sqlite', 'rpm-ndb', 'rpm-bdb'])('%s', async (image) => {
    if (!hasImage(image)) return;
    const bill = await billOfImage(image);
    const columns = ['name', 'epoch', 'version', 'release', 'arch', 'source', 'module', 'license'];
    const rows = oracleRows(image, 'rpm.tsv').map((row) => columns.map((column) => row[column]).join('\t'));
    expect(bill.packages.map(headerLine).sort()).toEqual(rows.sort());
    expect(bill.unread).toEqual([]);
  });
});

function headerLine({ name, metadata, licenses }: Package): string {
  if (metadata.kind !== 'rpm') return '';
  const { epoch, upstreamVersion, release, architecture, sourceRpm, modularityLabel } = metadata;
  const license = licenses.map((one) => one.value).join();
  return [name, epoch ?? '', upstreamVersion, release, architecture, sourceRpm, modularityLabel ?? '', license].join(
    '\t',
  );
}

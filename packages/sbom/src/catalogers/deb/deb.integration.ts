import type { Package } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

const images = ['debian-min', 'debian-services', 'app-node', 'app-python', 'app-java', 'app-go-rust', 'big'];

/** What dpkg-query prints of the same root. */
describe('catalogers/deb lists what dpkg lists', () => {
  it.each(images)('%s', async (image) => {
    if (!hasImage(image)) return;
    const installed = oracleRows(image, 'dpkg.tsv').filter((row) => row['status'] === 'installed');
    const bill = await billOfImage(image);
    expect(bill.packages.filter(isDeb).map(sourceLine).sort()).toEqual(installed.map(rowLine).sort());
    expect(bill.unread.filter((one) => one.by === 'deb')).toEqual([]);
    expect(bill.distro).toMatchObject({ id: 'debian', version: '12' });
  });

  it('distroless-min', async () => {
    if (!hasImage('distroless-min')) return;
    const bill = await billOfImage('distroless-min');
    const lines = bill.packages.filter(isDeb).map((one) => sourceLine(one).split('\t').slice(0, 4).join('\t'));
    const rows = oracleRows('distroless-min', 'status-d.tsv');
    expect(lines.sort()).toEqual(
      rows.map((row) => [row['package'], row['version'], row['arch'], row['source']].join('\t')).sort(),
    );
  });

  it('tricky: a replaced status, and status.d beside it', async () => {
    if (!hasImage('tricky')) return;
    const rows = oracleRows('tricky', 'dpkg.tsv').filter((row) => row['status'] !== 'config-files');
    const bill = await billOfImage('tricky');
    const tzdata = ['tzdata', '2023c-5+deb12u1', 'all', 'tzdata', '2023c-5+deb12u1'].join('\t');
    expect(bill.packages.filter(isDeb).map(sourceLine).sort()).toEqual([...rows.map(rowLine), tzdata].sort());
  });
});

function isDeb(item: Package): boolean {
  return item.kind === 'deb';
}

function sourceLine({ name, version, metadata }: Package): string {
  if (metadata.kind !== 'deb') return '';
  return [name, version, metadata.architecture, metadata.source, metadata.sourceVersion].join('\t');
}

function rowLine(row: Record<string, string>): string {
  return [row['package'], row['version'], row['arch'], row['source'], row['source_version']].join('\t');
}

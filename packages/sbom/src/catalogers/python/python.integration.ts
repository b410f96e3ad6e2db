import type { Package } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

/** Every distribution that Python's importlib.metadata finds, with its installer and the number of its recorded files. */
describe('catalogers/python finds what is installed in real images', () => {
  it.each(['app-python', 'big', 'tricky'].filter(hasImage))('%s', async (image) => {
    const { packages, unread } = await billOfImage(image);
    const lines = packages.filter((one) => one.kind === 'pypi').map(lineOf);
    const expected = oracleRows(image, 'pip.tsv').map((row) =>
      [row['name'], row['version'], row['path'], row['installer'], row['record'] === 'yes' ? row['files'] : '-'].join(
        '\t',
      ),
    );
    expect(lines.sort()).toEqual(expected.sort());
    expect(unread.filter((note) => note.by === 'python')).toEqual([]);
  });
});

function lineOf({ name, version, locations, metadata }: Package): string {
  const path = locations
    .find(({ role }) => role === 'primary')
    ?.path.slice(1)
    .replace(/\/(?:METADATA|PKG-INFO)$/, '');
  const recorded = locations.some((location) => location.path.endsWith('/RECORD'));
  const files = metadata.kind === 'pypi' && recorded ? metadata.files.length : '-';
  return [name, version, path, metadata.kind === 'pypi' ? (metadata.installer ?? '') : '', files].join('\t');
}

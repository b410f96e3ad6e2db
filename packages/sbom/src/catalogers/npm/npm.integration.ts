import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

/** Every installed package.json, counted by path: none missing, none extra. */
describe('catalogers/npm finds what is installed in real images', () => {
  it.each(['app-go-rust', 'app-node', 'big', 'tricky'].filter(hasImage))('%s', async (image) => {
    const { packages, unread } = await billOfImage(image);
    const found = packages.filter((one) => one.kind === 'npm');
    const lines = found
      .filter((one) => one.evidence === 'installed')
      .map((one) =>
        [one.name, one.version, one.locations.find(({ role }) => role === 'primary')?.path.slice(1)].join('\t'),
      );
    const expected = oracleRows(image, 'npm.tsv').map((row) => [row['name'], row['version'], row['path']].join('\t'));
    expect(lines.sort()).toEqual(expected.sort());
    const declared = found
      .filter((one) => one.evidence === 'declared')
      .flatMap((one) => one.locations.map(({ path }) => path));
    expect(declared.filter((path) => !/\/(?:package-lock|npm-shrinkwrap)\.json$/.test(path))).toEqual([]);
    const noted = unread.filter((note) => note.by === 'npm').map(({ path }) => path);
    expect(noted.sort()).toEqual(
      image === 'tricky'
        ? ['/srv/node/node_modules/broken/package.json', '/srv/node/node_modules/no-version/package.json']
        : [],
    );
  });
});

import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

const kinds = ['cargo', 'composer', 'gem', 'npm', 'nuget', 'pypi'];

/** The packages of the languages' files in the image that is easy to read wrongly: none missing, none that a later layer removed. */
describe.skipIf(!hasImage('tricky'))('language catalogers and tricky', () => {
  it('list what is there after all layers', async () => {
    const { packages } = await billOfImage('tricky');
    const lines = packages
      .filter((one) => kinds.includes(one.kind))
      .map((one) =>
        [one.kind, one.name, one.version, one.locations.find(({ role }) => role === 'primary')?.path.slice(1)].join(
          '\t',
        ),
      );
    const expected = oracleRows('tricky', 'packages.tsv')
      .filter((row) => kinds.includes(row['ecosystem'] ?? ''))
      .map((row) => [row['ecosystem'], row['name'], row['version'], row['path']].join('\t'));
    expect(lines.sort()).toEqual(expected.sort());
  });
});

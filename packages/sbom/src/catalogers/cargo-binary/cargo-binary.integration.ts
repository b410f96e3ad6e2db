import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

describe.skipIf(!hasImage('app-go-rust'))('catalogers/cargo-binary and app-go-rust', () => {
  it('lists the crates of every program, as its .dep-v0 section does', async () => {
    const { packages } = await billOfImage('app-go-rust');
    const lines = packages
      .filter((one) => one.foundBy === 'cargo-binary')
      .map((one) => {
        const metadata = one.metadata.kind === 'cargo' ? one.metadata : null;
        return [
          one.locations[0]?.path.slice(1),
          one.name,
          one.version,
          metadata?.source,
          metadata?.dependencyKind,
        ].join('\t');
      });
    const expected = oracleRows('app-go-rust', 'rustbins.tsv').map((row) =>
      [row['path'], row['crate'], row['version'], row['source'], row['kind']].join('\t'),
    );
    expect(lines.sort()).toEqual(expected.sort());
  });
});

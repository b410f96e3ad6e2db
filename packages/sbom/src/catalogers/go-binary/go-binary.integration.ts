import type { Bill, Package } from '@gantry/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

type Golang = Extract<Package['metadata'], { kind: 'golang' }>;

describe.each(['app-go-rust', 'big'].filter(hasImage))('catalogers/go-binary and %s', (image) => {
  let bill: Bill;
  beforeAll(async () => {
    bill = await billOfImage(image);
  });

  it('lists every module of every program, as go version -m does, and nothing else', () => {
    const found = bill.packages.filter((one) => one.foundBy === 'go-binary');
    const lines = found.flatMap((one) =>
      one.locations.map(({ path }) => [path.slice(1), one.name, one.version ?? ''].join('\t')),
    );
    expect(lines.sort()).toEqual(expectedLines(image).sort());
    const sums = new Set(
      found.flatMap((one) =>
        one.locations.map(({ path }) => `${path.slice(1)} ${one.name} ${(one.metadata as Golang).h1Digest ?? ''}`),
      ),
    );
    for (const row of oracleRows(image, 'gomods.tsv').filter((one) => one['sum'])) {
      expect(sums).toContain(`${row['path']} ${row['module']} ${row['sum']}`);
    }
  });

  it('gives a program from a working copy no version, and says so', () => {
    const noted = bill.unread.filter((note) => note.by === 'go-binary');
    for (const row of oracleRows(image, 'gobins.tsv')) {
      const codes = noted.filter((note) => note.path === `/${row['path']}`).map((note) => note.code);
      if (row['main_version'] === '(devel)') expect(codes).toContain('SBOM_VERSION_UNKNOWN');
      if (row['main_module'] === '') expect(codes).toContain('SBOM_MODULES_UNKNOWN');
    }
  });
});

/** path, module and version: the standard library, the main module, and the modules with replacements followed. */
function expectedLines(image: string): string[] {
  const lines: string[] = [];
  for (const row of oracleRows(image, 'gobins.tsv')) {
    lines.push([row['path'], 'stdlib', row['go']].join('\t'));
    if (row['main_module'])
      lines.push(
        [row['path'], row['main_module'], row['main_version'] === '(devel)' ? '' : row['main_version']].join('\t'),
      );
  }
  for (const row of oracleRows(image, 'gomods.tsv')) {
    const line = [row['path'], row['module'], row['version']];
    if (row['kind'] === 'dep') lines.push(line.join('\t'));
    else if (row['module']?.startsWith('./')) lines.push(`${lines.pop()?.split('\t').slice(0, 2).join('\t')}\t`);
    else lines.splice(-1, 1, line.join('\t'));
  }
  return lines;
}

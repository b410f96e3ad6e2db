import type { Bill, Package } from '@gantry/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

type Maven = Extract<Package['metadata'], { kind: 'maven' }>;

/** Packages of the bill by virtual path without the leading slash. */
function byPath(packages: readonly Package[]): Map<string, (Package & { metadata: Maven })[]> {
  const found = new Map<string, (Package & { metadata: Maven })[]>();
  for (const one of packages) {
    if (one.metadata.kind !== 'maven') continue;
    const path = one.metadata.virtualPath.slice(1);
    found.set(path, [...(found.get(path) ?? []), one as Package & { metadata: Maven }]);
  }
  return found;
}

describe.each(['app-java', 'big'].filter(hasImage))('catalogers/java and %s', (image) => {
  let bill: Bill;
  beforeAll(async () => {
    bill = await billOfImage(image);
  });

  it('lists every archive at any depth, with the coordinates that its papers state, and nothing else', () => {
    const found = byPath(bill.packages);
    const rows = oracleRows(image, 'jars.tsv');
    expect([...found.keys()].sort()).toEqual(rows.map((row) => row['path']).sort());
    for (const row of rows) {
      const packages = found.get(row['path'] ?? '') ?? [];
      const archives = packages.filter((one) => one.metadata.sha1 !== undefined);
      expect(archives.map((one) => one.metadata.sha1)).toEqual([row['sha1']]);
      const stated = (row['pom_properties'] ?? '').split(',').filter((text) => text !== '');
      const listed = packages.map((one) => `${one.metadata.groupId}:${one.name}:${one.version}`);
      for (const text of stated)
        expect(
          listed.some((one) => one.endsWith(text)),
          `${text} in ${row['path']}`,
        ).toBe(true);
    }
    expect(bill.unread.filter((note) => note.by === 'java' && note.code.startsWith('SBOM_ARCHIVE'))).toEqual([]);
  });

  it('knows the planted packages that have no papers', () => {
    const { packages } = bill;
    const purls = new Set(packages.map((one) => one.purl));
    for (const purl of [
      'pkg:maven/org.springframework/spring-beans@5.3.17',
      'pkg:maven/com.h2database/h2@1.4.200',
      'pkg:maven/org.freemarker/freemarker@2.3.28',
    ]) {
      expect(purls).toContain(purl);
    }
  });
});

describe.skipIf(!hasImage('tricky'))('catalogers/java and tricky', () => {
  it('lists what is there after all layers', async () => {
    const { packages } = await billOfImage('tricky');
    const maven = packages.filter((one) => one.kind === 'maven');
    for (const row of oracleRows('tricky', 'packages.tsv').filter((one) => one['ecosystem'] === 'maven')) {
      const [groupId, name] = (row['name'] ?? '').split(':');
      const path = `/${row['path']}`;
      const hit = maven.find(
        (one) => one.name === name && one.version === row['version'] && one.locations[0]?.path.startsWith(path),
      );
      expect(hit?.metadata, `${row['name']} in ${path}`).toMatchObject({ groupId });
    }
  });
});

const hostile: [string, readonly string[]][] = [
  ['hostile/zip-bomb-jar', ['SBOM_ARCHIVE_LIMIT']],
  ['hostile/zip-overlap-jar', ['SBOM_ARCHIVE_OVERLAP']],
  ['hostile/jar-nested-40', ['SBOM_ARCHIVE_LIMIT']],
  ['hostile/zip-slip-jar', ['SBOM_ARCHIVE_BROKEN']],
  ['hostile/zip-broken', ['SBOM_ARCHIVE_BROKEN']],
];

describe.skipIf(!hasImage('hostile'))('catalogers/java and hostile archives', () => {
  it.each(hostile)('%s ends in time and says what was not read', async (name, codes) => {
    const before = performance.now();
    const bill = await billOfImage(name);
    expect(performance.now() - before).toBeLessThan(30_000);
    const noted = new Set(bill.unread.filter((note) => note.by === 'java').map((note) => note.code));
    for (const code of codes) expect(noted).toContain(code);
    expect(bill.packages.filter((one) => one.kind === 'deb')).toHaveLength(2);
  });
});

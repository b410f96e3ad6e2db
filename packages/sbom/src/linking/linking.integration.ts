import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../testing/oracle.ts';

/** Folders where only Debian's packages put language packages: each of them must have its owner, and no other may. */
describe('linking finds the owners of language packages', () => {
  it.each([
    ['app-python', 'pypi', 'pip.tsv', '/usr/lib/python3/dist-packages/'],
    ['app-node', 'npm', 'npm.tsv', '/usr/share/nodejs/'],
  ])('%s', async (image, kind, table, folder) => {
    if (!hasImage(image)) return;
    const { packages, relationships } = await billOfImage(image);
    const owned = new Set(relationships.filter((one) => one.type === 'owns').map((one) => one.to));
    const ours = packages.filter((one) => one.kind === kind && owned.has(one.id));
    const rows = oracleRows(image, table).filter((row) => `/${row['path']}`.startsWith(folder));
    expect(rows.length).toBeGreaterThan(0);
    expect(ours).toHaveLength(rows.length);
    expect(ours.filter((one) => !one.locations.some(({ path }) => path.startsWith(folder)))).toEqual([]);
  });

  it('app-java: archives below /usr are Debian packages, those of /app are not', async () => {
    if (!hasImage('app-java')) return;
    const { packages, relationships } = await billOfImage('app-java');
    const owned = new Set(relationships.filter((one) => one.type === 'owns').map((one) => one.to));
    for (const item of packages.filter((one) => one.kind === 'maven')) {
      const path = item.locations.find((one) => one.role === 'primary')?.path ?? '';
      expect(`${path} ${owned.has(item.id)}`).toBe(`${path} ${path.startsWith('/usr/')}`);
    }
  });
});

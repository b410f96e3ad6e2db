import { assignIds, type Location, type Package, type PackageDraft } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../testing/fake-tree.ts';
import { linkPackages } from './index.ts';

function draft(more: Partial<PackageDraft> & Pick<PackageDraft, 'kind' | 'name' | 'metadata'>): PackageDraft {
  return {
    version: '1.0',
    purl: null,
    licenses: [],
    cpes: [],
    locations: [],
    foundBy: 'test',
    evidence: 'installed',
    ...more,
  };
}

function deb(name: string, paths: readonly string[]): PackageDraft {
  const files = paths.map((path) => ({ path }));
  const locations: Location[] = [{ path: '/var/lib/dpkg/status', role: 'primary' }];
  return draft({
    kind: 'deb',
    name,
    locations,
    metadata: { kind: 'deb', architecture: 'all', source: name, sourceVersion: '1', files },
  });
}

function npm(name: string, paths: readonly string[], more: Partial<PackageDraft> = {}): PackageDraft {
  const locations = paths.map((path): Location => ({ path, role: 'primary' }));
  return draft({ kind: 'npm', name, locations, metadata: { kind: 'npm' }, ...more });
}

function link(drafts: readonly PackageDraft[], links: Readonly<Record<string, `-> ${string}`>> = {}) {
  const packages: Package[] = assignIds(drafts);
  const linked = linkPackages(packages, treeOf(links));
  const names = new Map(packages.map((item) => [item.id, item.name]));
  return {
    ...linked,
    edges: linked.relationships.map((one) => `${names.get(one.from)} ${one.type} ${names.get(one.to)}`),
  };
}

describe('linking: ownership', () => {
  it.each([
    ['the same path', '/usr/share/nodejs/a/package.json', '/usr/share/nodejs/a/package.json', {}, ['node-a owns a']],
    ['a merged /usr', '/lib/a', '/usr/lib/a', { '/lib': '-> usr/lib', '/usr/lib/x': '-> y' }, ['node-a owns a']],
    ['an inner archive', '/app/a.ear', '/app/a.ear!/b.war!/c.jar', {}, ['node-a owns a']],
    ['another file', '/usr/share/nodejs/a/index.js', '/usr/share/nodejs/a/package.json', {}, []],
    ['a file at the root', '/a', '/a', {}, ['node-a owns a']],
  ])('%s', (_name, owned, stated, links, edges) => {
    expect(link([deb('node-a', [owned]), npm('a', [stated])], links as Record<string, `-> ${string}`>).edges).toEqual(
      edges,
    );
  });

  it('asks that every place of a package is owned', () => {
    expect(link([deb('x', ['/p/a']), npm('a', ['/p/a', '/q/a'])]).edges).toEqual([]);
    expect(link([deb('x', ['/p/a', '/q/a']), npm('a', ['/p/a', '/q/a'])]).edges).toEqual(['x owns a']);
    expect(link([deb('x', ['/p/a']), deb('y', ['/q/a']), npm('a', ['/p/a', '/q/a'])]).edges).toEqual([
      'x owns a',
      'y owns a',
    ]);
  });

  it('gives a file that two distro packages list to the first of them', () => {
    expect(link([deb('x', ['/p/a']), deb('y', ['/p/a']), npm('a', ['/p/a'])]).edges).toEqual(['x owns a']);
  });

  it('makes no edges between distro packages', () => {
    expect(link([deb('x', ['/var/lib/dpkg/status']), deb('y', ['/var/lib/dpkg/status'])]).edges).toEqual([]);
  });

  it('stays quick with 20,000 files and 5,000 packages', () => {
    const files = Array.from({ length: 20_000 }, (_, i) => `/usr/share/nodejs/p${i}/package.json`);
    const packages = Array.from({ length: 5_000 }, (_, i) => npm(`p${i}`, [`/usr/share/nodejs/p${i}/package.json`]));
    const started = performance.now();
    expect(link([deb('x', files), ...packages]).relationships).toHaveLength(5_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('linking: lock file and node_modules of one project', () => {
  const declared = { evidence: 'declared', metadata: { kind: 'npm', integrity: 'sha512-x' } } as const;

  it('makes one package of both', () => {
    const lock = npm('a', ['/app/package-lock.json'], declared);
    const { packages, replaced } = link([lock, npm('a', ['/app/node_modules/b/node_modules/a/package.json'])]);
    expect(packages).toHaveLength(1);
    expect(packages[0]).toMatchObject({ evidence: 'installed', metadata: { integrity: 'sha512-x' } });
    expect(packages[0]?.locations.map((one) => `${one.role} ${one.path}`)).toEqual([
      'primary /app/node_modules/b/node_modules/a/package.json',
      'supporting /app/package-lock.json',
    ]);
    expect([...replaced.values()]).toEqual([packages[0]?.id]);
  });

  it.each([
    ['another version', npm('a', ['/app/package-lock.json'], { ...declared, version: '2.0' })],
    ['another project', npm('a', ['/other/package-lock.json'], declared)],
    ['a folder above', npm('a', ['/package-lock.json'], declared)],
    ['two lock files of which one is elsewhere', npm('a', ['/app/package-lock.json', '/o/yarn.lock'], declared)],
  ])('keeps both: %s', (_name, lock) => {
    expect(link([lock, npm('a', ['/app/node_modules/a/package.json'])]).packages).toHaveLength(2);
  });

  it('knows the hidden lock file of npm', () => {
    const lock = npm('a', ['/app/node_modules/.package-lock.json'], declared);
    expect(link([lock, npm('a', ['/app/node_modules/a/package.json'])]).packages).toHaveLength(1);
  });
});

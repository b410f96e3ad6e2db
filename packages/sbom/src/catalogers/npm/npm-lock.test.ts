import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { npm } from './index.ts';

const lock3 = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });
const lock1 = (dependencies: object) => JSON.stringify({ lockfileVersion: 1, dependencies });

describe('catalogers/npm, lock files', () => {
  it('lists the packages of version 3 and neither the project, links nor workspaces', () => {
    const text = lock3({
      '': { name: 'shop', version: '1.0.0' },
      'node_modules/a': {
        version: '1.0.0',
        resolved: 'https://r.example.org/a.tgz',
        integrity: 'sha512-x',
        license: 'MIT',
      },
      'node_modules/alias': { name: 'json5', version: '2.2.0' },
      'node_modules/@s/b': { version: '1.0.0', dev: true },
      'node_modules/a/node_modules/@s/b': { version: '1.0.0' },
      'node_modules/own': { resolved: 'packages/own', link: true },
      'packages/own': { name: 'own', version: '0.0.1' },
    });
    const found = catalogFiles(npm, { '/app/package-lock.json': text });
    expect(packageLines(found)).toEqual([
      'a@1.0.0 at /app/package-lock.json',
      'json5@2.2.0 at /app/package-lock.json',
      '@s/b@1.0.0 at /app/package-lock.json',
    ]);
    expect(found.packages[0]).toMatchObject({
      evidence: 'declared',
      purl: 'pkg:npm/a@1.0.0',
      licenses: [{ spdx: 'MIT' }],
      metadata: { resolved: 'https://r.example.org/a.tgz', integrity: 'sha512-x' },
    });
  });

  it('reads version 2 by its packages, once', () => {
    const text = JSON.stringify({
      lockfileVersion: 2,
      packages: { 'node_modules/a': { version: '1.0.0' } },
      dependencies: { a: { version: '1.0.0' } },
    });
    expect(packageLines(catalogFiles(npm, { '/package-lock.json': text }))).toEqual(['a@1.0.0 at /package-lock.json']);
  });

  it('walks the nested dependencies of version 1', () => {
    const text = lock1({
      a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } },
      b: { version: '3.0.0', bundled: true },
      alias: { version: 'npm:@s/real@1.2.3' },
      local: { version: 'file:../local' },
      git: { version: 'git+https://git.example.org/x.git#abc', from: 'x' },
      github: { version: 'github:x/y#abc' },
    });
    expect(packageLines(catalogFiles(npm, { '/app/npm-shrinkwrap.json': text })).sort()).toEqual([
      '@s/real@1.2.3 at /app/npm-shrinkwrap.json',
      'a@1.0.0 at /app/npm-shrinkwrap.json',
      'b@2.0.0 at /app/npm-shrinkwrap.json',
      'b@3.0.0 at /app/npm-shrinkwrap.json',
      'git@? at /app/npm-shrinkwrap.json',
      'github@? at /app/npm-shrinkwrap.json',
    ]);
  });

  it('takes an entry for the installed copy as further evidence', () => {
    const found = catalogFiles(npm, {
      '/app/package-lock.json': lock3({
        'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' },
        'node_modules/missing': { version: '1.0.0' },
        'node_modules/fsevents': { version: '2.0.0', optional: true },
        'node_modules/tool': { version: '2.0.0', dev: true },
      }),
      '/app/node_modules/.package-lock.json': lock3({ 'node_modules/a': { version: '1.0.0' } }),
      '/app/node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
    });
    expect(packageLines(found)).toEqual([
      'a@1.0.0 at (/app/node_modules/.package-lock.json) /app/node_modules/a/package.json (/app/package-lock.json)',
      'missing@1.0.0 at /app/package-lock.json',
    ]);
    expect(found.packages[0]?.metadata).toMatchObject({ integrity: 'sha512-x' });
  });

  it('keeps a locked version that differs from the installed one', () => {
    const found = catalogFiles(npm, {
      '/app/package-lock.json': lock3({ 'node_modules/a': { version: '1.0.0' } }),
      '/app/node_modules/a/package.json': '{"name":"a","version":"1.0.1"}',
    });
    expect(packageLines(found)).toEqual([
      'a@1.0.1 at /app/node_modules/a/package.json',
      'a@1.0.0 at /app/package-lock.json',
    ]);
  });

  it('leaves out lock files that were published inside a package', () => {
    const found = catalogFiles(npm, { '/app/node_modules/a/package-lock.json': lock1({ b: { version: '1.0.0' } }) });
    expect(found.packages).toEqual([]);
  });

  it.each([
    [
      'nested 100,000 deep',
      `{"lockfileVersion":1,"dependencies":${'{"a":{"version":"1.0.0","dependencies":'.repeat(100_000)}{}${'}}'.repeat(100_000)}}`,
    ],
    ['wrong types', '{"packages":{"node_modules/a":1,"node_modules/../..":{"version":"1"}}}'],
    ['prototype', '{"dependencies":{"__proto__":{"version":"1"},"constructor":2}}'],
    ['cut', '{"packages":{'],
  ])('reports what it cannot use: %s', (_, text) => {
    const found = catalogFiles(npm, { '/app/package-lock.json': text });
    expect(found.unread.length).toBeGreaterThan(0);
    expect(found.unread.length).toBeLessThan(30);
  });
});

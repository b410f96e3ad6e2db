import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { npm } from './index.ts';

const manifest = (name: string, version: string, more: object = {}) => JSON.stringify({ name, version, ...more });

describe('catalogers/npm', () => {
  it.each([
    '/app/node_modules/a/package.json',
    '/app/node_modules/@s/a/package.json',
    '/app/node_modules/b/node_modules/a/package.json',
    '/app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json',
    '/usr/share/nodejs/a/package.json',
    '/usr/share/nodejs/@s/a/package.json',
    '/usr/share/nodejs/b/node_modules/a/package.json',
    '/usr/lib/x86_64-linux-gnu/nodejs/a/package.json',
    '/opt/yarn-v1.22.19/package.json',
  ])('takes %s for an installed package', (path) => {
    expect(packageLines(catalogFiles(npm, { [path]: manifest('a', '1.0.0') }))).toEqual([`a@1.0.0 at ${path}`]);
  });

  it.each([
    '/app/package.json',
    '/app/node_modules/package.json',
    '/app/node_modules/@s/package.json',
    '/app/node_modules/a/esm/package.json',
    '/app/node_modules/resolve/test/resolver/baz/package.json',
    '/usr/share/nodejs/a/dist/package.json',
  ])('takes %s for none', (path) => {
    const found = catalogFiles(npm, { [path]: manifest('a', '1.0.0') });
    expect(found.packages).toEqual([]);
    expect(found.unread).toEqual([]);
  });

  it('keeps what the manifest says', () => {
    const [found] = catalogFiles(npm, {
      '/app/node_modules/@s/a/package.json': manifest('@s/a', '1.0.0-beta.1+build.5', {
        license: { type: 'MIT' },
        author: { name: 'A', email: 'a@example.org' },
        repository: { type: 'git', url: 'git+https://example.org/a.git' },
        private: true,
        description: 'one\n\ntwo',
        dependencies: { b: '^1.0.0', bad: 1 },
      }),
    }).packages;
    expect(found).toMatchObject({
      kind: 'npm',
      name: '@s/a',
      purl: 'pkg:npm/%40s/a@1.0.0-beta.1+build.5',
      licenses: [{ value: 'MIT', spdx: 'MIT', type: 'declared' }],
      evidence: 'installed',
      metadata: {
        kind: 'npm',
        author: 'A <a@example.org>',
        repository: 'git+https://example.org/a.git',
        private: true,
        description: 'one two',
        dependencies: { b: '^1.0.0' },
      },
    });
  });

  it.each([
    [{ license: 'MIT' }, ['MIT']],
    [{ license: '(MIT OR ISC)' }, ['(MIT OR ISC)']],
    [{ licenses: [{ type: 'MIT', url: 'x' }, { type: 'ISC' }] }, ['MIT', 'ISC']],
    [{ license: ['MIT', { name: 'Apache-2.0' }] }, ['MIT', 'Apache-2.0']],
    [{ license: 'SEE LICENSE IN LICENSE.md' }, [null]],
    [{ license: 'UNLICENSED' }, [null]],
    [{ license: { x: {} } }, []],
    [{ license: 7 }, []],
  ])('reads the licences of %j', (more, expected) => {
    const [found] = catalogFiles(npm, { '/node_modules/a/package.json': manifest('a', '1', more) }).packages;
    expect(found?.licenses.map((license) => license.spdx)).toEqual(expected);
  });

  it.each([
    ['no JSON', '{"name":"broken","version":"1.0.0",}', 'SBOM_PACKAGE_FILE_INVALID'],
    ['empty', '', 'SBOM_PACKAGE_FILE_INVALID'],
    ['null', 'null', 'SBOM_PACKAGE_FILE_INVALID'],
    ['array', '[1]', 'SBOM_PACKAGE_FILE_INVALID'],
    ['UTF-16', Buffer.from('\ufeff{"name":"wide","version":"1.0.0"}', 'utf16le'), 'SBOM_PACKAGE_FILE_INVALID'],
    ['Latin-1', Buffer.from('{"name":"caf\u00e9","version":"1.0.0"}', 'latin1'), 'SBOM_PACKAGE_FIELD_INVALID'],
    ['no version', '{"name":"baz"}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['types', '{"name":{"a":1},"version":[2]}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['proto', '{"__proto__":{"polluted":1},"name":"__proto__","version":"constructor"}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['control', '{"name":"a\\u0000b","version":"1\\u0000"}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['escape', '{"name":"a","version":"1.0.0\\n\\u001b[31m"}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['long', `{"name":"${'n'.repeat(1_000_000)}","version":"1.0.0"}`, 'SBOM_PACKAGE_FIELD_INVALID'],
    ['path', '{"name":"../../../tmp/x","version":"../1"}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['markup', '{"name":"<img src=x>","version":"1"}', 'SBOM_PACKAGE_FIELD_INVALID'],
    ['surrogate', '{"name":"\\ud800","version":"1.0.0"}', 'SBOM_PACKAGE_FIELD_INVALID'],
  ])('reports a manifest that is odd: %s', (_, content, code) => {
    const found = catalogFiles(npm, { '/app/node_modules/a/package.json': content });
    expect(found.packages).toEqual([]);
    expect(found.unread.map((note) => note.code)).toEqual([code]);
  });

  it.each([
    ['byte order mark', '\ufeff{"name":"a","version":"1.0.0"}'],
    ['deep', `{"name":"a","version":"1.0.0","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['old name', '{"name":"JSONStream","version":"1.0.0"}'],
  ])('reads a manifest that is unusual: %s', (_, content) => {
    expect(catalogFiles(npm, { '/app/node_modules/a/package.json': content }).packages).toHaveLength(1);
  });

  it('links packages to the copies that Node would load', () => {
    const found = catalogFiles(npm, {
      '/app/node_modules/a/package.json': manifest('a', '1.0.0', { dependencies: { b: '1', c: '1', none: '1' } }),
      '/app/node_modules/a/node_modules/b/package.json': manifest('b', '1.0.0'),
      '/app/node_modules/b/package.json': manifest('b', '2.0.0'),
      '/app/node_modules/c/package.json': manifest('c', '1.0.0', { dependencies: { b: '2' } }),
    });
    const lines = packageLines(found);
    const edges = found.relationships?.map(
      ({ from, to }) => `${lines[from]?.split(' ')[0]} > ${lines[to]?.split(' ')[0]}`,
    );
    expect(edges).toEqual(['a@1.0.0 > b@1.0.0', 'a@1.0.0 > c@1.0.0', 'c@1.0.0 > b@2.0.0']);
  });
});

import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { composer } from './index.ts';

const kernel = {
  name: 'symfony/http-kernel',
  version: 'v4.4.0',
  type: 'library',
  license: ['MIT'],
  source: { type: 'git', url: 'https://git.example.org/k.git', reference: 'abc' },
};
const guzzle = { name: 'guzzlehttp/guzzle', version: '6.5.0' };
const phpunit = { name: 'phpunit/phpunit', version: '5.6.0' };
const installedJson = '/srv/vendor/composer/installed.json';

describe('catalogers/composer', () => {
  it.each([
    ['version 1', [kernel]],
    ['version 2', { packages: [kernel], dev: true, 'dev-package-names': [] }],
  ])('reads installed.json of %s', (_, json) => {
    const found = catalogFiles(composer, { [installedJson]: JSON.stringify(json) });
    expect(packageLines(found)).toEqual([`symfony/http-kernel@v4.4.0 at ${installedJson}`]);
    expect(found.packages[0]).toMatchObject({
      purl: 'pkg:composer/symfony/http-kernel@v4.4.0',
      evidence: 'installed',
      licenses: [{ spdx: 'MIT' }],
      metadata: { kind: 'composer', type: 'library', sourceUrl: 'https://git.example.org/k.git', reference: 'abc' },
    });
  });

  it('lists all of a lock file where nothing is installed', () => {
    const lock = JSON.stringify({ packages: [kernel, guzzle], 'packages-dev': [phpunit] });
    expect(packageLines(catalogFiles(composer, { '/srv/composer.lock': lock }))).toEqual([
      'symfony/http-kernel@v4.4.0 at /srv/composer.lock',
      'guzzlehttp/guzzle@6.5.0 at /srv/composer.lock',
      'phpunit/phpunit@5.6.0 at /srv/composer.lock',
    ]);
  });

  it('takes the lock file of an installed project for further evidence', () => {
    const files = {
      [installedJson]: JSON.stringify({ packages: [kernel] }),
      '/srv/composer.lock': JSON.stringify({ packages: [kernel, guzzle], 'packages-dev': [phpunit] }),
      '/srv/vendor/symfony/http-kernel/composer.lock': JSON.stringify({ packages: [phpunit] }),
    };
    expect(packageLines(catalogFiles(composer, files))).toEqual([
      `symfony/http-kernel@v4.4.0 at (/srv/composer.lock) ${installedJson}`,
      'guzzlehttp/guzzle@6.5.0 at /srv/composer.lock',
    ]);
  });

  it.each([
    ['cut', `{"packages":[${'['.repeat(100_000)}`],
    ['no list', '{"packages":{"a":1}}'],
    ['wrong rows', '{"packages":[1,null,{"name":"../..","version":"1"},{"name":"a/b"}]}'],
  ])('reports a file that is %s', (_, text) => {
    const found = catalogFiles(composer, { '/srv/composer.lock': text });
    expect(found.packages).toEqual([]);
    expect(found.unread).toHaveLength(1);
  });
});

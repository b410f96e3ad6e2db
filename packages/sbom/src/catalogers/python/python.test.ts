import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { python } from './index.ts';

const site = '/usr/lib/python3/site-packages';

describe('catalogers/python', () => {
  it.each([
    [
      `${site}/flask-1.0.dist-info/METADATA`,
      'Metadata-Version: 2.1\nName: Flask\nVersion: 1.0\n\nVersion: 9.9 in the long text\n',
    ],
    [`${site}/Flask-1.0.egg-info/PKG-INFO`, 'Metadata-Version: 1.1\r\nName: Flask\r\nVersion: 1.0\r\n'],
    [`${site}/Flask-1.0.egg-info`, 'Name: Flask\nVersion: 1.0\n'],
    [`${site}/Flask-1.0.egg/EGG-INFO/PKG-INFO`, 'Name: Flask\nVersion: 1.0\nVersion: 2.0'],
    [
      '/srv/x/_vendor/flask-1.0.dist-info/METADATA',
      '\ufeffName: Flask\nDescription: a\n        Version: 3\n b\nVersion: 1.0',
    ],
  ])('reads %s', (path, content) => {
    const found = catalogFiles(python, { [path]: content });
    expect(packageLines(found)).toEqual([`Flask@1.0 at ${path}`]);
    expect(found.packages[0]?.purl).toBe('pkg:pypi/flask@1.0');
  });

  it('puts the files of a distribution together', () => {
    const home = `${site}/My_Pkg.x-1.0.dist-info`;
    const [found] = catalogFiles(python, {
      [`${home}/METADATA`]:
        'Name: My_Pkg.x\nVersion: 1.0\nAuthor: A\nAuthor-Email: UNKNOWN\nRequires-Python: >=3.8\nRequires-Dist: six (>=1.5)\nRequires-Dist: b',
      [`${home}/RECORD`]:
        'my/__init__.py,sha256=47DEQpj8HBSa-_TImW,0\r\n../../../bin/my,,\n"a,""b"".py",sha256=x,12\n\n',
      [`${home}/INSTALLER`]: 'pip\n',
      [`${home}/top_level.txt`]: 'my\nother\n',
      [`${home}/direct_url.json`]: '{"url":"file:///src/my","dir_info":{"editable":true}}',
    }).packages;
    expect(found).toMatchObject({
      purl: 'pkg:pypi/my-pkg-x@1.0',
      evidence: 'installed',
      locations: [
        { path: `${home}/METADATA`, role: 'primary' },
        { path: `${home}/RECORD`, role: 'supporting' },
      ],
      metadata: {
        kind: 'pypi',
        author: 'A',
        requiresPython: '>=3.8',
        requiresDist: ['six (>=1.5)', 'b'],
        installer: 'pip',
        topLevel: ['my', 'other'],
        directUrl: 'file:///src/my',
        sitePackages: site,
        files: [
          { path: `${site}/my/__init__.py`, digest: 'sha256:47DEQpj8HBSa-_TImW', size: 0 },
          { path: '/usr/bin/my' },
          { path: `${site}/a,"b".py`, digest: 'sha256:x', size: 12 },
        ],
      },
    });
    expect(found?.metadata).not.toHaveProperty('authorEmail');
  });

  it('reads installed-files.txt relative to the egg-info folder', () => {
    const [found] = catalogFiles(python, {
      [`${site}/x.egg-info/PKG-INFO`]: 'Name: x\nVersion: 1',
      [`${site}/x.egg-info/installed-files.txt`]: '../x.py\nPKG-INFO\n',
    }).packages;
    expect(found?.metadata).toMatchObject({
      files: [{ path: `${site}/x.py` }, { path: `${site}/x.egg-info/PKG-INFO` }],
    });
  });

  it.each([
    ['License-Expression: MIT OR ISC\nLicense: BSD', [['MIT OR ISC', 'MIT OR ISC']]],
    ['License: Apache 2.0\nClassifier: License :: OSI Approved :: MIT License', [['Apache 2.0', 'Apache-2.0']]],
    ['License: BSD\nClassifier: License :: OSI Approved :: BSD License', [['BSD', null]]],
    ['License: Dual License\nClassifier: License :: OSI Approved :: MIT License', [['MIT', 'MIT']]],
    ['License: UNKNOWN\nClassifier: License :: OSI Approved\nClassifier: Topic :: X', []],
    ['Classifier: License :: OSI Approved :: BSD License', [['BSD License', null]]],
    ['License: Copyright\n a\n b\n c\n d', []],
    [
      'Classifier: License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)',
      [['GPL-2.0-or-later', 'GPL-2.0-or-later']],
    ],
  ])('reads the licences of %j', (fields, expected) => {
    const [found] = catalogFiles(python, {
      [`${site}/x.dist-info/METADATA`]: `Name: x\nVersion: 1\n${fields}`,
    }).packages;
    expect(found?.licenses.map(({ value, spdx }) => [value, spdx])).toEqual(expected);
  });

  it('keeps a distribution without a version as not evaluated', () => {
    const [found] = catalogFiles(python, { [`${site}/x.dist-info/METADATA`]: 'Name: x\n' }).packages;
    expect(found).toMatchObject({ name: 'x', version: null, purl: 'pkg:pypi/x' });
  });

  it.each([
    ['no name', 'METADATA', 'Version: 1\n'],
    ['a name that is none', 'METADATA', 'Name: ../../x\nVersion: 1\n'],
    ['not UTF-8', 'METADATA', Buffer.from('Name: caf\u00e9\nVersion: 1\n', 'latin1')],
    ['a file list alone', 'RECORD', 'x.py,,\n'],
    ['broken JSON', 'direct_url.json', '{'],
  ])('reports %s', (_, name, content) => {
    const found = catalogFiles(python, { [`${site}/x.dist-info/${name}`]: content });
    expect(found.packages).toEqual([]);
    expect(found.unread).toHaveLength(1);
  });

  it('stays bounded for a hostile header', () => {
    const text = `Name: x\nVersion: 1\nDescription: ${' a\n'.repeat(300_000)}${'Classifier: y\n'.repeat(300_000)}`;
    expect(catalogFiles(python, { [`${site}/x.dist-info/METADATA`]: text }).packages).toHaveLength(1);
  });
});

import type { DebMetadata } from '@gantry/core/package';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../testing/fake-tree.ts';
import { scannedFile } from '../../testing/scanned-file.ts';
import { assemble } from './assemble.ts';
import { type DebFacts, read } from './read.ts';

const debian = { id: 'debian', version: '12', idLike: [], name: null, prettyName: null, codename: null };

function catalog(files: Readonly<Record<string, string>>, links: Readonly<Record<string, `-> ${string}`>> = {}) {
  const facts = Object.entries(files).map(([path, text]) => ({ path, reading: read(scannedFile(path, text)) }));
  const visible = facts.flatMap(({ path, reading }) =>
    reading.facts ? [{ path, layer: 'sha256:aa', facts: JSON.parse(JSON.stringify(reading.facts)) as DebFacts }] : [],
  );
  const tree = treeOf({ ...Object.fromEntries(Object.keys(files).map((path) => [path, 'file' as const])), ...links });
  const unread = facts.flatMap(({ reading }) => reading.unread ?? []).map((one) => one.code);
  return { packages: assemble(visible, { tree, distro: debian }).packages, unread };
}

const libc = [
  'Package: libc6',
  'Status: install ok installed',
  'Architecture: amd64',
  'Multi-Arch: same',
  'Source: glibc (2.36-9)',
  'Version: 2.36-9+b1',
  'Installed-Size: 12986',
  'Depends: libgcc-s1, libcrypt1 (>= 1:4.4.10-10~)',
  'Conffiles:',
  ' /etc/ld.so.conf.d/x.conf d4e7a7b88a71b5ffd9e2644e71a0cfab',
  ' /etc/old.conf d4e7a7b88a71b5ffd9e2644e71a0cfab obsolete',
  'Description: GNU C Library',
  ' Long text: with a colon',
  ' .',
].join('\n');

describe('catalogers/deb', () => {
  it('reads a package with its source, files and licences', () => {
    const { packages, unread } = catalog(
      {
        '/var/lib/dpkg/status': `${libc}\n`,
        '/var/lib/dpkg/info/libc6:amd64.list': '/.\n/usr\n/lib/libc.so.6\n/etc/ld.so.conf.d/x.conf\n',
        '/var/lib/dpkg/info/libc6:amd64.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  lib/libc.so.6\n',
        '/usr/share/doc/libc6/copyright': 'see /usr/share/common-licenses/LGPL-2.1.\n',
      },
      { '/lib': '-> usr/lib' },
    );
    expect(unread).toEqual([]);
    expect(packages).toHaveLength(1);
    const metadata = packages[0]?.metadata as DebMetadata;
    expect(packages[0]).toMatchObject({ name: 'libc6', version: '2.36-9+b1', evidence: 'installed', foundBy: 'deb' });
    expect(packages[0]?.purl).toContain('upstream=glibc%402.36-9');
    expect(packages[0]?.purl).toContain('distro=debian-12');
    expect(packages[0]?.cpes[0]).toBe('cpe:2.3:a:gnu:glibc:2.36:*:*:*:*:*:*:*');
    expect(packages[0]?.licenses).toEqual([{ value: 'LGPL-2.1', spdx: 'LGPL-2.1-only', type: 'declared' }]);
    expect(packages[0]?.locations.map(({ path, role }) => `${role} ${path}`)).toEqual([
      'supporting /usr/share/doc/libc6/copyright',
      'supporting /var/lib/dpkg/info/libc6:amd64.list',
      'supporting /var/lib/dpkg/info/libc6:amd64.md5sums',
      'primary /var/lib/dpkg/status',
    ]);
    expect(metadata).toMatchObject({ source: 'glibc', sourceVersion: '2.36-9', installedSizeKib: 12986 });
    expect(metadata.files).toEqual([
      { path: '/lib/libc.so.6', digest: 'md5:d41d8cd98f00b204e9800998ecf8427e' },
      { path: '/etc/ld.so.conf.d/x.conf', digest: 'md5:d4e7a7b88a71b5ffd9e2644e71a0cfab', config: true },
    ]);
  });

  it.each([
    ['install ok installed', 1, []],
    ['hold ok installed', 1, []],
    ['deinstall ok installed', 1, []],
    ['install reinstreq unpacked', 1, []],
    ['install ok half-configured', 1, []],
    ['install ok triggers-awaited', 1, []],
    ['install ok triggers-pending', 1, []],
    ['deinstall ok config-files', 0, []],
    ['purge ok not-installed', 0, []],
    ['install reinstreq half-installed', 0, ['SBOM_PACKAGE_HALF_INSTALLED']],
  ])('status %s: %i package(s)', (status, count, codes) => {
    const { packages, unread } = catalog({
      '/var/lib/dpkg/status': `Package: a\nStatus: ${status}\nVersion: 1\nArchitecture: all\n`,
    });
    expect(packages).toHaveLength(count);
    expect(unread).toEqual(codes);
  });

  it.each([
    [
      'two architectures of one package',
      'Package: a\nVersion: 1\nArchitecture: amd64\n\nPackage: a\nVersion: 1\nArchitecture: i386\n',
      2,
      [],
    ],
    ['line ends of Windows', 'Package: a\r\nVersion: 1\r\n\r\nPackage: b\r\nVersion: 1\r\n', 2, []],
    ['blank lines with blanks', 'Package: a\nVersion: 1\n \t\nPackage: b\nVersion: 1', 2, []],
    ['a missing blank line', 'Package: a\nVersion: 1\nPackage: b\nVersion: 1\n', 2, ['SBOM_RECORD_UNREADABLE']],
    ['no version', 'Package: a\n\nPackage: b\nVersion: 1\n', 1, ['SBOM_RECORD_UNREADABLE']],
    ['a name that is a path', 'Package: ../a\nVersion: 1\n', 0, ['SBOM_RECORD_UNREADABLE']],
    ['names of object internals', 'Package: constructor\nVersion: 1\n__proto__: 1\n', 1, []],
    ['garbage', '\u0000\u0001\n\n:::\n', 0, ['SBOM_RECORD_UNREADABLE']],
    ['nothing', '', 0, []],
  ])('%s', (_name, text, count, codes) => {
    const { packages, unread } = catalog({ '/var/lib/dpkg/status': text });
    expect(packages).toHaveLength(count);
    expect(unread).toEqual(codes);
  });

  it('makes one database of status and status.d, and another of another root', () => {
    const record = 'Package: a\nVersion: 1\nArchitecture: all\n';
    const { packages } = catalog({
      '/var/lib/dpkg/status': record,
      '/var/lib/dpkg/status.d/a': record,
      '/var/lib/dpkg/status.d/a.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  usr/a\n',
      '/rootfs/var/lib/dpkg/status.d/a': record,
      '/rootfs/var/lib/dpkg/status.d/a.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  usr/a\n',
    });
    expect(packages.map((one) => (one.metadata as DebMetadata).files[0]?.path)).toEqual(['/usr/a', '/rootfs/usr/a']);
    expect(packages[0]?.locations).toHaveLength(3);
  });

  it('finds the copyright behind a symlinked doc folder', () => {
    const { packages } = catalog(
      {
        '/var/lib/dpkg/status': 'Package: a-dev\nVersion: 1\n',
        '/usr/share/doc/a/copyright': 'Format: x\nLicense: GPL-2+ or Artistic\n\nLicense: Expat\n text\n',
      },
      { '/usr/share/doc/a-dev': '-> a' },
    );
    expect(packages[0]?.licenses.map((one) => one.spdx)).toEqual(['MIT', 'GPL-2.0-or-later OR Artistic-1.0']);
  });

  it('gives up on a file without blank lines, and says so', () => {
    const text = Array.from({ length: 5000 }, (_, i) => `Package: p${i}\nVersion: 1\n`).join('');
    const { packages, unread } = catalog({ '/var/lib/dpkg/status': text });
    expect(packages).toHaveLength(1001);
    expect(unread).toEqual(['SBOM_RECORD_UNREADABLE', 'SBOM_DATABASE_UNREADABLE']);
  });
});

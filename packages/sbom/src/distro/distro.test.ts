import type { Distro } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { type FakeEntry, treeOf } from '../testing/fake-tree.ts';
import { scannedFile } from '../testing/scanned-file.ts';
import { assembleDistro, distroReader } from './index.ts';
import { parseShellValues } from './shell-values.ts';

function distroOf(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, FakeEntry>> = {},
): Distro | null {
  const visible = Object.entries(files).flatMap(([path, text]) => {
    const { facts } = distroReader.read(scannedFile(path, text));
    return facts ? [{ path, facts }] : [];
  });
  const present = Object.fromEntries(Object.keys(files).map((path) => [path, 'file' as const]));
  return assembleDistro(visible, treeOf({ ...present, ...links }));
}

const osRelease = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
`;

describe('distro', () => {
  it('reads os-release', () => {
    expect(distroOf({ '/etc/os-release': osRelease })).toEqual({
      id: 'debian',
      version: '12',
      idLike: [],
      name: 'Debian GNU/Linux',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      codename: 'bookworm',
      homeUrl: 'https://www.debian.org/',
    });
  });

  it('follows a symlinked os-release and does without the one in /etc', () => {
    expect(distroOf({ '/usr/lib/os-release': osRelease }, { '/etc/os-release': '-> ../usr/lib/os-release' })?.id).toBe(
      'debian',
    );
    expect(distroOf({ '/usr/lib/os-release': osRelease })?.id).toBe('debian');
    expect(distroOf({ '/usr/lib/os-release': osRelease, '/etc/os-release': 'ID=wolfi' })?.id).toBe('wolfi');
  });

  it.each([
    ['/etc/alpine-release', '3.19.1\n', 'alpine', '3.19.1'],
    ['/etc/debian_version', '11.6\n', 'debian', '11'],
    ['/etc/debian_version', 'trixie/sid\n', 'debian', null],
    ['/etc/redhat-release', 'CentOS Linux release 7.8.2003 (Core)\n', 'centos', '7.8.2003'],
    ['/etc/redhat-release', 'Red Hat Enterprise Linux Server release 6.10 (Santiago)\n', 'rhel', '6.10'],
    ['/etc/system-release', 'Amazon Linux release 2 (Karoo)\n', 'amzn', '2'],
    ['/etc/lsb-release', 'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\n', 'ubuntu', '22.04'],
    ['/etc/os-release', "ID='alpine'\nVERSION_ID=3.13.0", 'alpine', '3.13.0'],
    ['/etc/os-release', 'ID=arch\n', 'arch', null],
  ])('%s %j is %s %s', (path, text, id, version) => {
    expect(distroOf({ [path]: text })).toMatchObject({ id, version });
  });

  it.each([
    ['/etc/os-release', "ID=$(touch /tmp/x)\nVERSION_ID=`id`\nNAME='unclosed\n=\n"],
    ['/etc/os-release', '\u0000\u0001\u0002'],
    ['/etc/os-release', 'NAME=NoId'],
    ['/etc/redhat-release', `${'x '.repeat(100_000)} release`],
    ['/etc/debian_version', 'not a version'],
    ['/etc/lsb-release', 'DISTRIB_RELEASE=1'],
  ])('%s that says nothing is no distro', (path, text) => {
    expect(distroOf({ [path]: text })).toBeNull();
  });

  it('takes the older file when os-release says nothing', () => {
    expect(distroOf({ '/etc/os-release': 'NAME=NoId', '/etc/alpine-release': '3.19.1' })?.id).toBe('alpine');
  });
});

describe('distro/shell-values', () => {
  it.each([
    ['A="x \\"y\\" \\$z"', 'x "y" $z'],
    ["A='x \\y'", 'x \\y'],
    ['A=x\\ y', null],
    ['A=', ''],
    ['A="a\\\\b"', 'a\\b'],
    ['A="open', null],
    ["A='", null],
    [`A=${'x'.repeat(2000)}`, null],
    ['a=x', null],
    ['__proto__=x', null],
    ['# A=x', null],
  ])('%s', (line, value) => {
    expect(parseShellValues(line).get('A') ?? null).toBe(value);
  });
});

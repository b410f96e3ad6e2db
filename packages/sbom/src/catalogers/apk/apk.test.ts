import type { ApkMetadata } from '@gantry/core/package';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../testing/fake-tree.ts';
import { scannedFile } from '../../testing/scanned-file.ts';
import { assemble } from './assemble.ts';
import { apkLicenses } from './licenses.ts';
import { parseInstalledDb } from './parse-installed-db.ts';

function catalog(text: string, id = 'alpine', path = '/lib/apk/db/installed') {
  const { facts, unread = [] } = parseInstalledDb(scannedFile(path, text));
  const distro = { id, version: '3.19.1', idLike: [], name: null, prettyName: null, codename: null };
  const files = facts ? [{ path, facts: JSON.parse(JSON.stringify(facts)) as typeof facts }] : [];
  const { packages } = assemble(files, { tree: treeOf({ [path]: 'file' }), distro });
  return { packages, codes: unread.map((one) => one.code) };
}

const sslClient = `C:Q1abc=
P:ssl_client
V:1.36.1-r15
A:x86_64
S:4500
I:28672
T:External ssl_client for busybox wget
U:https://busybox.net/
L:GPL-2.0-only
o:busybox
m:Somebody <s@example.org>
t:1699999999
c:d2b17b8b0eab16b7a0b8ac13a3ce3d5f7d1c6ee4
D:so:libc.musl-x86_64.so.1 so:libssl.so.3
p:cmd:ssl_client=1.36.1-r15
F:usr
F:usr/bin
M:0:0:755
R:ssl_client
a:0:0:755
Z:Q1AAECAwQFBgcICQoLDA0ODxAREhM=
F:
R:top
`;

describe('catalogers/apk', () => {
  it('reads a package with its origin and files', () => {
    const { packages, codes } = catalog(`${sslClient}\nP:musl\nV:1.2.4-r2\nA:x86_64\nL:MIT\n`);
    expect(codes).toEqual([]);
    expect(packages.map((one) => `${one.name} ${one.version}`)).toEqual(['ssl_client 1.36.1-r15', 'musl 1.2.4-r2']);
    expect(packages[0]?.purl).toBe(
      'pkg:apk/alpine/ssl_client@1.36.1-r15?arch=x86_64&distro=alpine-3.19.1&upstream=busybox',
    );
    expect(packages[1]?.purl).toBe('pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.19.1');
    const metadata = packages[0]?.metadata as ApkMetadata;
    expect(metadata).toMatchObject({
      origin: 'busybox',
      installedSize: 28672,
      provides: ['cmd:ssl_client=1.36.1-r15'],
    });
    expect(metadata.files).toEqual([
      { path: '/usr/bin/ssl_client', digest: 'sha1:000102030405060708090a0b0c0d0e0f10111213', mode: 0o755 },
      { path: '/top' },
    ]);
  });

  it.each([
    ['wolfi', 'pkg:apk/wolfi/a@1?distro=wolfi-3.19.1'],
    ['debian', 'pkg:apk/a@1'],
    ['homemade', 'pkg:apk/homemade/a@1?distro=homemade-3.19.1'],
  ])('names the packages of %s %s', (id, purl) => {
    expect(catalog('P:a\nV:1\n', id).packages[0]?.purl).toBe(purl);
  });

  it('puts the root of the database before its files', () => {
    const { packages } = catalog('P:a\nV:1\nF:etc\nR:a\n', 'alpine', '/rootfs/usr/lib/apk/db/installed');
    expect((packages[0]?.metadata as ApkMetadata | undefined)?.files).toEqual([{ path: '/rootfs/etc/a' }]);
  });

  it.each([
    ['no version', 'P:a\n\nP:b\nV:1\n', 1, ['SBOM_RECORD_UNREADABLE']],
    ['an endless field', `P:${'a'.repeat(5_000_000)}\nV:1\n\nP:b\nV:1\n`, 1, ['SBOM_RECORD_UNREADABLE']],
    ['no field letter', ':::\n\nP:b\nV:1\n', 1, ['SBOM_RECORD_UNREADABLE']],
    ['the same package twice', 'P:b\nV:1\n\nP:b\nV:1\n', 1, []],
    ['a virtual package', 'P:.build-deps\nV:20240101.120000\n', 1, []],
    ['nothing', '\n\n', 0, []],
  ])('%s', (_name, text, count, expected) => {
    const { packages, codes } = catalog(text);
    expect(packages).toHaveLength(count);
    expect(codes).toEqual(expected);
  });
});

describe('catalogers/apk licences', () => {
  it.each([
    ['MIT AND (BSD-3-Clause OR GPL-2.0-only)', ['MIT AND (BSD-3-Clause OR GPL-2.0-only)']],
    ['GPL2 BSD', ['GPL-2.0-only', null]],
    ['GPLv2+', ['GPL-2.0-or-later']],
    ['MIT, GPL-2.0-or-later', ['MIT AND GPL-2.0-or-later']],
    ['custom AND MIT', [null]],
    ['', []],
  ])('%s', (text, spdx) => {
    expect(apkLicenses(text).map((one) => one.spdx)).toEqual(spdx);
  });
});

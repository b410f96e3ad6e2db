import type { RpmMetadata } from '@gantry/core/package';
import { describe, expect, it } from 'vitest';
import { type FakeEntry, treeOf } from '../../testing/fake-tree.ts';
import {
  berkeleyDatabase,
  ndbDatabase,
  type RpmTagValue,
  rpmHeader,
  sqliteDatabase,
} from '../../testing/rpm-database.ts';
import { scannedFile } from '../../testing/scanned-file.ts';
import { assemble } from './assemble.ts';
import { type RpmFacts, read } from './read.ts';

const rocky = { id: 'rocky', version: '9.2', idLike: ['rhel'], name: null, prettyName: null, codename: null };

function header(name: string, more: Readonly<Record<number, RpmTagValue>> = {}): Buffer {
  return rpmHeader({ 1000: name, 1001: '3.0.7', 1002: '16.el9_2', 1022: 'x86_64', ...more });
}

const openssl = header('openssl-libs', {
  1003: { int32: [1] },
  1014: 'ASL 2.0',
  1044: 'openssl-3.0.7-16.el9_2.src.rpm',
  1047: ['libssl.so.3', 'libssl.so.3', 'openssl-libs'],
  1030: { int16: [0o040755, 0o100755, 0o100644] },
  1035: ['', 'ab'.repeat(32), ''],
  1037: { int32: [0, 0, 1] },
  1039: ['root', 'root', 'tss'],
  1116: { int32: [0, 0, 1] },
  1117: ['lib64', 'libssl.so.3', 'openssl.cnf'],
  1118: ['/usr/', '/etc/pki/tls/'],
  5011: { int32: [8] },
  5096: 'nodejs:18:1:rhel9',
});
/** Longer than a page of any of the containers. */
const large = header('large', { 1014: 'x'.repeat(20_000) });

function catalog(files: Readonly<Record<string, string | Uint8Array>>, more: Readonly<Record<string, FakeEntry>> = {}) {
  const readings = Object.entries(files).map(([path, bytes]) => ({ path, ...read(scannedFile(path, bytes)) }));
  const visible = readings.flatMap(({ path, facts }) =>
    facts ? [{ path, layer: 'sha256:aa', facts: JSON.parse(JSON.stringify(facts)) as RpmFacts }] : [],
  );
  const result = assemble(visible, { tree: treeOf({ ...more }), distro: rocky });
  const codes = [...readings.flatMap((one) => one.unread ?? []), ...(result.unread ?? [])].map((one) => one.code);
  return { packages: result.packages, codes, names: result.packages.map((one) => one.name) };
}

const forms: [string, (headers: readonly Uint8Array[]) => Buffer][] = [
  ['/var/lib/rpm/rpmdb.sqlite', sqliteDatabase],
  ['/usr/lib/sysimage/rpm/Packages.db', ndbDatabase],
  ['/var/lib/rpm/Packages', berkeleyDatabase],
  ['/root/var/lib/rpm/Packages', (headers) => berkeleyDatabase(headers, 'BE')],
];

describe('catalogers/rpm', () => {
  it.each(forms)('%s gives its packages', (path, build) => {
    const { packages, codes } = catalog({ [path]: build([openssl, large, header('tzdata')]) });
    expect(codes).toEqual([]);
    expect(packages.map((one) => `${one.name} ${one.version}`)).toEqual([
      'openssl-libs 1:3.0.7-16.el9_2',
      'large 3.0.7-16.el9_2',
      'tzdata 3.0.7-16.el9_2',
    ]);
    expect(packages[1]?.licenses[0]?.value).toHaveLength(2000);
  });

  it('reads what a header states', () => {
    const { packages } = catalog({ '/var/lib/rpm/rpmdb.sqlite': sqliteDatabase([openssl]) });
    expect(packages[0]).toMatchObject({
      purl: 'pkg:rpm/rocky/openssl-libs@3.0.7-16.el9_2?arch=x86_64&distro=rocky-9.2&epoch=1&rpmmod=nodejs%3A18%3A1%3Arhel9&upstream=openssl-3.0.7-16.el9_2.src.rpm',
      licenses: [{ value: 'ASL 2.0', spdx: 'Apache-2.0' }],
      locations: [{ path: '/var/lib/rpm/rpmdb.sqlite', layer: 'sha256:aa', role: 'primary' }],
    });
    const metadata = packages[0]?.metadata as RpmMetadata;
    expect(metadata).toMatchObject({ epoch: 1, upstreamVersion: '3.0.7', release: '16.el9_2', architecture: 'x86_64' });
    expect(metadata.provides).toEqual(['libssl.so.3', 'openssl-libs']);
    expect(metadata.files).toEqual([
      { path: '/usr/libssl.so.3', digest: `sha256:${'ab'.repeat(32)}`, mode: 0o100755, owner: 'root' },
      { path: '/etc/pki/tls/openssl.cnf', mode: 0o100644, owner: 'tss', config: true },
    ]);
  });

  it('tells a stated epoch of 0 from none', () => {
    const { packages } = catalog({ '/var/lib/rpm/Packages.db': ndbDatabase([header('a', { 1003: { int32: [0] } })]) });
    expect(packages[0]?.version).toBe('0:3.0.7-16.el9_2');
  });

  it('prefers the newer form in a folder and merges folders of one root', () => {
    const { packages, names } = catalog({
      '/var/lib/rpm/Packages': berkeleyDatabase([header('old')]),
      '/var/lib/rpm/rpmdb.sqlite': sqliteDatabase([header('a')]),
      '/usr/lib/sysimage/rpm/rpmdb.sqlite': sqliteDatabase([header('a'), header('b')]),
      '/sub/var/lib/rpm/rpmdb.sqlite': sqliteDatabase([header('a')]),
    });
    expect(names).toEqual(['a', 'a', 'b']);
    expect(packages.find((one) => one.locations.length === 2)?.name).toBe('a');
  });

  it('reads the manifest of an image without a database', () => {
    const text =
      'openssl\t3.3.0-1.azl3\t1\t2\tMicrosoft\t(none)\t100\tx86_64\t0\topenssl-3.3.0-1.azl3.src.rpm\nbroken\n';
    const { packages, codes } = catalog({ '/var/lib/rpmmanifest/container-manifest-2': text });
    expect(packages).toMatchObject([{ name: 'openssl', version: '3.3.0-1.azl3' }]);
    expect(codes).toEqual(['SBOM_RECORD_UNREADABLE']);
  });

  it('says that a write-ahead log was not read', () => {
    const files = { '/var/lib/rpm/rpmdb.sqlite': sqliteDatabase([header('a')]) };
    expect(catalog(files, { '/var/lib/rpm/rpmdb.sqlite-wal': { size: 0 } }).codes).toEqual([]);
    expect(catalog(files, { '/var/lib/rpm/rpmdb.sqlite-wal': { size: 4096 } }).codes).toEqual([
      'SBOM_DATABASE_UNREADABLE',
    ]);
  });
});

describe('catalogers/rpm with damaged databases', () => {
  it.each(['rpmdb.sqlite', 'Packages.db', 'Packages'])('%s of nothing or noise', (name) => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(100_000, 'noise'), Buffer.from('SQLite format 3\0RpmP')]) {
      expect(catalog({ [`/var/lib/rpm/${name}`]: bytes })).toMatchObject({
        names: [],
        codes: ['SBOM_DATABASE_UNREADABLE'],
      });
    }
  });

  it('keeps the packages around a damaged header', () => {
    const nameless = rpmHeader({ 1001: '1', 1002: '1' });
    const { names, codes } = catalog({ '/var/lib/rpm/Packages.db': ndbDatabase([header('a'), nameless, header('b')]) });
    expect(names).toEqual(['a', 'b']);
    expect(codes).toEqual(['SBOM_RECORD_UNREADABLE']);
  });

  it.each(forms)('%s with any byte changed never fails otherwise', (path, build) => {
    const bytes = build([openssl, large, header('tzdata')]);
    const used = [...bytes.keys()].filter((index) => bytes[index] !== 0 && bytes[index] !== 0x78);
    for (const index of used.filter((_, turn) => turn % 7 === 0)) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const damaged = Buffer.from(bytes);
        damaged[index] = value;
        expect(catalog({ [path]: damaged }).packages.length).toBeLessThanOrEqual(4);
      }
    }
  });

  it('ends pages that go in circles', () => {
    const sqlite = sqliteDatabase([large]);
    sqlite.writeUInt32BE(4, 3 * 4096);
    expect(catalog({ '/var/lib/rpm/rpmdb.sqlite': sqlite }).names.length).toBeLessThanOrEqual(1);
    const berkeley = berkeleyDatabase([large]);
    berkeley.writeUInt32LE(2, 2 * 4096 + 16);
    expect(catalog({ '/var/lib/rpm/Packages': berkeley }).names.length).toBeLessThanOrEqual(1);
  });

  it('does not multiply a folder name by its files', () => {
    const folder = `/${'x'.repeat(4000)}/`;
    const names = Array.from({ length: 50_000 }, (_, index) => `f${index}`);
    const indexes = { int32: names.map(() => 0) };
    const bomb = header('bomb', { 1116: indexes, 1117: names, 1118: [folder] });
    const { facts, unread } = read(scannedFile('/var/lib/rpm/Packages.db', ndbDatabase([bomb, bomb])));
    expect(facts?.records.flatMap((one) => one.files.paths).length).toBeLessThan(20_000);
    expect(unread?.map((one) => one.code)).toEqual(['SBOM_OWNED_FILES_TOO_MANY']);
  });
});

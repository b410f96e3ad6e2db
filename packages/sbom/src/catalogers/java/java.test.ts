import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scannedFile, treeOf } from '../../testing/index.ts';
import { java } from './index.ts';

/** A zip with deflated entries (stored when the name ends in jar). */
function zip(files: Record<string, string | Buffer>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const data = Buffer.from(content as string);
    const stored = path.endsWith('jar');
    const packed = stored ? data : deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(name.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(stored ? 0 : 8, 10);
    record.writeUInt32LE(crc32(data), 16);
    record.writeUInt32LE(packed.length, 20);
    record.writeUInt32LE(data.length, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE(offset, 42);
    local.push(head, name, packed);
    central.push(record, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function properties(group: string, artifact: string, version: string): Record<string, string> {
  return {
    [`META-INF/maven/${group}/${artifact}/pom.properties`]: `version=${version}\ngroupId=${group}\nartifactId=${artifact}\n`,
  };
}

function catalog(path: string, bytes: Buffer) {
  const reading = java.read(scannedFile(path, bytes));
  const files = reading.facts === null ? [] : [{ path, layer: 'sha256:1', facts: structuredClone(reading.facts) }];
  const result = java.assemble(files, { tree: treeOf({}), distro: null });
  return { ...result, notes: (reading.unread ?? []).map((one) => `${one.path} ${one.code}`) };
}

describe('catalogers/java', () => {
  it('finds an archive in an archive in an archive, each with its own coordinates', () => {
    const inner = zip(properties('g', 'inner', '3'));
    const war = zip({ 'WEB-INF/lib/inner.jar': inner, 'META-INF/MANIFEST.MF': 'Implementation-Version: 2.0\n' });
    const found = catalog('/app/shop.ear', zip({ 'shop.war': war }));
    expect(found.packages.map((one) => one.locations[0]?.path)).toEqual([
      '/app/shop.ear',
      '/app/shop.ear!/shop.war',
      '/app/shop.ear!/shop.war!/WEB-INF/lib/inner.jar',
    ]);
    expect(found.packages.map((one) => `${one.purl} ${one.name} ${one.version}`)).toEqual([
      'null shop null',
      'null shop 2.0',
      'pkg:maven/g/inner@3 inner 3',
    ]);
    expect(found.packages[2]).toMatchObject({
      metadata: { kind: 'maven', groupId: 'g', parent: '/app/shop.ear!/shop.war' },
    });
    expect(found.relationships).toEqual([
      { from: 0, to: 1, type: 'contains' },
      { from: 1, to: 2, type: 'contains' },
    ]);
    expect(found.unread?.map((one) => one.code)).toEqual(['SBOM_VERSION_UNKNOWN', 'SBOM_COORDINATES_UNKNOWN']);
  });

  it('lists what was shaded in, with licences', () => {
    const pom =
      '<project><licenses><license><name>The Apache Software License, Version 2.0</name></license></licenses></project>';
    const found = catalog(
      '/app/uber-1.0.jar',
      zip({ ...properties('g', 'uber', '1.0'), ...properties('h', 'lib', '2'), 'META-INF/maven/h/lib/pom.xml': pom }),
    );
    expect(found.packages.map((one) => one.purl)).toEqual(['pkg:maven/g/uber@1.0', 'pkg:maven/h/lib@2']);
    expect(found.packages[1]).toMatchObject({
      licenses: [{ spdx: 'Apache-2.0' }],
      metadata: { virtualPath: '/app/uber-1.0.jar', parent: '/app/uber-1.0.jar' },
    });
    expect(found.relationships).toEqual([{ from: 0, to: 1, type: 'contains' }]);
  });

  it('says what is broken', () => {
    expect(catalog('/x/cut.jar', zip(properties('g', 'a', '1')).subarray(0, 60))).toMatchObject({
      packages: [],
      notes: ['/x/cut.jar SBOM_ARCHIVE_BROKEN'],
    });
    expect(catalog('/x/not-java.rar', Buffer.from('Rar!'))).toMatchObject({ packages: [], notes: [] });
    const found = catalog('/x/a-1.0.jar', zip({ 'lib/bad.jar': 'no archive' }));
    expect(found).toMatchObject({
      packages: [{ name: 'a', version: '1.0' }],
      notes: ['/x/a-1.0.jar!/lib/bad.jar SBOM_ARCHIVE_BROKEN'],
    });
  });

  it('goes no deeper than it may', () => {
    let bytes = zip(properties('g', 'bottom', '1'));
    for (let level = 0; level < 20; level++) bytes = zip({ 'x.jar': bytes });
    const found = catalog('/x/deep.jar', bytes);
    expect(found.packages).toHaveLength(17);
    expect(found.notes).toHaveLength(1);
    expect(found.notes[0]).toContain('SBOM_ARCHIVE_LIMIT');
  });

  it('opens no archive of entries that share bytes', () => {
    const bytes = zip({ 'a.jar': zip(properties('g', 'a', '1')), 'b.jar': '' });
    const second = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes.writeUInt32LE(0, second + 42);
    expect(catalog('/x/y-1.0.jar', bytes)).toMatchObject({
      packages: [{ name: 'y' }],
      notes: ['/x/y-1.0.jar SBOM_ARCHIVE_OVERLAP'],
    });
  });
});

import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { elfWith } from '../../testing/elf-file.ts';
import { scannedFile, treeOf } from '../../testing/index.ts';
import { cargoBinary } from './index.ts';

function catalog(section: Uint8Array) {
  const file = scannedFile('/bin/x', elfWith({ sections: [{ name: '.dep-v0', bytes: section }] }));
  const reading = cargoBinary.read(file);
  const files =
    reading.facts === null ? [] : [{ path: file.path, layer: 'sha256:1', facts: structuredClone(reading.facts) }];
  return {
    ...cargoBinary.assemble(files, { tree: treeOf({}), distro: null }),
    codes: reading.unread?.map((one) => one.code) ?? [],
  };
}

const document = {
  packages: [
    { name: 'serde', version: '1.0.130', source: 'registry' },
    { name: 'odd' },
    { name: 'cc', version: '1.0.0', source: 'registry', kind: 'build', dependencies: [0] },
    { name: 'app', version: '0.1.0', source: 'local', root: true, dependencies: [0, 1, 2, 99, 'x'] },
  ],
};

describe('catalogers/cargo-binary', () => {
  it('lists runtime and build crates and what depends on what', () => {
    const found = catalog(deflateSync(JSON.stringify(document)));
    expect(found.packages.map((one) => one.purl)).toEqual([
      'pkg:cargo/serde@1.0.130',
      'pkg:cargo/cc@1.0.0',
      'pkg:cargo/app@0.1.0',
    ]);
    expect(found.packages[1]?.metadata).toEqual({
      kind: 'cargo',
      dependencyKind: 'build',
      source: 'registry',
      dependencies: ['serde'],
    });
    expect(found.relationships).toEqual([
      { from: 1, to: 0, type: 'depends-on' },
      { from: 2, to: 0, type: 'depends-on' },
      { from: 2, to: 1, type: 'depends-on' },
    ]);
    expect(found.codes).toEqual(['SBOM_BINARY_BROKEN']);
  });

  it.each([
    ['is not zlib', Buffer.from('hello')],
    ['is cut', deflateSync(JSON.stringify(document)).subarray(0, 30)],
    ['is not JSON', deflateSync('{')],
    ['lists nothing', deflateSync('{"packages":{"0":1}}')],
    ['nests deep', deflateSync('['.repeat(100_000))],
    ['is a bomb', deflateSync(Buffer.alloc(65 * 1024 * 1024))],
  ])('reports a list that %s', (_name, section) => {
    expect(catalog(section)).toMatchObject({ packages: [], codes: ['SBOM_BINARY_BROKEN'] });
  });

  it('says nothing of other programs', () => {
    const reading = cargoBinary.read(
      scannedFile('/bin/y', elfWith({ sections: [{ name: '.text', bytes: Buffer.from('x') }] })),
    );
    expect(reading).toEqual({ facts: null });
  });
});

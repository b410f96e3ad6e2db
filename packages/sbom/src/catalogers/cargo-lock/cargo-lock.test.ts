import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { cargoLock } from './index.ts';

const registry = 'registry+https://github.com/rust-lang/crates.io-index';

describe('catalogers/cargo-lock', () => {
  it('lists crates from elsewhere, with checksums and edges', () => {
    const text =
      'version = 3\n\n[[package]]\nname = "edge"\nversion = "0.1.0"\ndependencies = [\n "smallvec",\n "time 0.1.43",\n]\n\n' +
      `[[package]]\nname = "smallvec"\nversion = "1.6.0"\nsource = "${registry}"\nchecksum = "aa"\ndependencies = ["time 0.1.43"]\n\n` +
      `[[package]]\nname = "time"\nversion = "0.1.43"\nsource = "${registry}"\n\n` +
      '[[package]]\nname = "time"\nversion = "0.3.7"\nsource = "git+https://git.example.org/time?rev=abc#abc"\n';
    const found = catalogFiles(cargoLock, { '/srv/Cargo.lock': text });
    expect(packageLines(found)).toEqual([
      'smallvec@1.6.0 at /srv/Cargo.lock',
      'time@0.1.43 at /srv/Cargo.lock',
      'time@0.3.7 at /srv/Cargo.lock',
    ]);
    expect(found.packages[0]).toMatchObject({
      purl: 'pkg:cargo/smallvec@1.6.0',
      evidence: 'declared',
      metadata: { kind: 'cargo', checksum: 'aa', source: registry },
    });
    expect(found.relationships).toEqual([{ from: 0, to: 1, type: 'depends-on' }]);
  });

  it('finds the checksums of version 1', () => {
    const text = `[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "${registry}"\n[metadata]\n"checksum a 1.0.0 (${registry})" = "bb"\n`;
    expect(catalogFiles(cargoLock, { '/Cargo.lock': text }).packages[0]?.metadata).toMatchObject({ checksum: 'bb' });
  });

  it('leaves out the lock files of crates in Cargo\u2019s cache', () => {
    const text = `[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "${registry}"\n`;
    const path = '/root/.cargo/registry/src/github.com-1ecc6299db9ec823/b-1.0.0/Cargo.lock';
    expect(catalogFiles(cargoLock, { [path]: text }).packages).toEqual([]);
  });

  it.each([
    ['no TOML', 'a = [', 1],
    ['deep arrays', `a = ${'['.repeat(100_000)}`, 1],
    ['deep keys and a member', `a${'.b'.repeat(100_000)} = 1\n[[package]]\nname = "x"\nversion = "1.0.0"\n`, 0],
    ['empty packages', '[[package]]\n'.repeat(100_000), 2],
    ['wrong types', '[[package]]\nname = 1\nversion = [1]\nsource = "x"\n', 1],
  ])('stays bounded for %s', (_, text, notes) => {
    const found = catalogFiles(cargoLock, { '/Cargo.lock': text });
    expect(found.packages).toEqual([]);
    expect(found.unread).toHaveLength(notes);
  });
});

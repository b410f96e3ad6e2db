import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { nuget } from './index.ts';

describe('catalogers/nuget', () => {
  it('reads the packages of deps.json, not its projects', () => {
    const text = JSON.stringify({
      runtimeTarget: { name: '.NETCoreApp,Version=v3.1' },
      libraries: {
        'shop/1.0.0': { type: 'project', serviceable: false, sha512: '' },
        'Newtonsoft.Json/12.0.1': {
          type: 'package',
          serviceable: true,
          sha512: 'sha512-x',
          path: 'newtonsoft.json/12.0.1',
        },
        'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/6.0.1': { type: 'runtimepack' },
      },
    });
    const found = catalogFiles(nuget, { '/srv/shop.deps.json': text });
    expect(packageLines(found)).toEqual([
      'Newtonsoft.Json@12.0.1 at /srv/shop.deps.json',
      'Microsoft.NETCore.App.Runtime.linux-x64@6.0.1 at /srv/shop.deps.json',
    ]);
    expect(found.packages[0]).toMatchObject({
      purl: 'pkg:nuget/Newtonsoft.Json@12.0.1',
      evidence: 'installed',
      metadata: { kind: 'nuget', sha512: 'sha512-x', path: 'newtonsoft.json/12.0.1' },
    });
  });

  it('reads packages.lock.json over all frameworks, each package once', () => {
    const rows = { log4net: { type: 'Transitive', resolved: '2.0.8' }, own: { type: 'Project' } };
    const text = JSON.stringify({ version: 1, dependencies: { 'net6.0': rows, 'net6.0/linux-x64': rows } });
    const found = catalogFiles(nuget, { '/srv/packages.lock.json': text });
    expect(packageLines(found)).toEqual(['log4net@2.0.8 at /srv/packages.lock.json']);
    expect(found.packages[0]?.evidence).toBe('declared');
  });

  it('reads a nuspec', () => {
    const text =
      '\ufeff<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><package><metadata minClientVersion="2.12">' +
      '<id>Serilog</id><version>2.10.0</version><license type="expression">Apache-2.0</license></metadata></package>';
    const [found] = catalogFiles(nuget, { '/root/.nuget/packages/serilog/2.10.0/serilog.nuspec': text }).packages;
    expect(found).toMatchObject({ name: 'Serilog', version: '2.10.0', licenses: [{ spdx: 'Apache-2.0' }] });
  });

  it.each([
    ['/a/x.deps.json', '{"libraries":[]}'],
    [
      '/a/x.deps.json',
      '{"libraries":{"a":{"type":"package"},"__proto__/1":{"type":"package"},"b/x y":{"type":"package"}}}',
    ],
    ['/a/packages.lock.json', '{"dependencies":{"net6.0":{"a":{"resolved":"[1.0, )"}}}}'],
    ['/a/packages.lock.json', 'null'],
    ['/a/x.nuspec', `<metadata>${'<id>'.repeat(100_000)}`],
    ['/a/x.nuspec', '<metadata><id>&e;</id><version>1</version></metadata>'],
  ])('reports what it cannot use: %s %s', (path, text) => {
    const found = catalogFiles(nuget, { [path]: text });
    expect(found.packages).toEqual([]);
    expect(found.unread).toHaveLength(1);
  });
});

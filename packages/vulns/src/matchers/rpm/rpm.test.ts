import type { RpmMetadata } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { memoryStore, testAdvisory, testAffected, testDistro, testPackages } from '../../testing/index.ts';
import { rpm } from './index.ts';
import { readSourceRpm } from './source-rpm.ts';

const store = memoryStore([
  testAdvisory('ALSA-2023:0001', {
    affected: [
      testAffected('AlmaLinux:9', 'openssl-libs', { ranges: ['<1:3.0.7-16.el9'] }),
      testAffected('AlmaLinux:9', 'perl', { ranges: ['<4:5.32.1-480.el9'] }),
    ],
  }),
  testAdvisory('ALSA-2023:0016', {
    summary: 'Important: nodejs:16 security update',
    affected: [testAffected('AlmaLinux:9', 'nodejs', { ranges: ['<1:16.20.2-1.module_el9.2.0+35+bd5d93f7'] })],
  }),
  testAdvisory('ALSA-2023:0018', {
    summary: 'Important: nodejs:18 security update',
    affected: [testAffected('AlmaLinux:9', 'nodejs', { ranges: ['<1:18.18.2-2.module_el9.2.0+36+db2a4a9d'] })],
  }),
  testAdvisory('ALSA-2023:0020', {
    affected: [testAffected('AlmaLinux:9', 'nodejs', { ranges: ['<1:16.19.1-1.el9_1'] })],
  }),
  testAdvisory('RLSA-2023:0001', {
    affected: [testAffected('Rocky Linux:9', 'openssl', { ranges: ['<1:3.0.7-16.el9'] })],
  }),
]);
const alma = testDistro('almalinux', '9.2');
const rocky = testDistro('rocky', '9.2');

function match(distro: typeof alma, name: string, header: Partial<RpmMetadata>) {
  const metadata: RpmMetadata = {
    kind: 'rpm',
    epoch: null,
    upstreamVersion: '1',
    release: '1',
    architecture: 'x86_64',
    files: [],
    ...header,
  };
  const [pkg] = testPackages({
    kind: 'rpm',
    name,
    version: `${metadata.upstreamVersion}-${metadata.release}`,
    metadata,
  });
  return rpm.match(pkg as NonNullable<typeof pkg>, { store, distro });
}

const ids = (...args: Parameters<typeof match>) => match(...args).candidates.map(({ row }) => row.advisoryId);

describe('RPM packages', () => {
  it('compare with epoch, version and release', () => {
    expect(ids(alma, 'openssl-libs', { epoch: 1, upstreamVersion: '3.0.7', release: '6.el9_2' })).toEqual([
      'ALSA-2023:0001',
    ]);
    expect(ids(alma, 'openssl-libs', { epoch: 1, upstreamVersion: '3.0.7', release: '16.el9' })).toEqual([]);
    expect(ids(alma, 'openssl-libs', { epoch: 2, upstreamVersion: '1.0.0', release: '1.el9' })).toEqual([]);
  });

  it('are not measured by their source package where records name every binary', () => {
    const sourceRpm = 'perl-5.32.1-479.el9.src.rpm';
    expect(ids(alma, 'perl-Errno', { epoch: 0, upstreamVersion: '1.30', release: '479.el9', sourceRpm })).toEqual([]);
  });

  it('are measured by their source package, without epochs, where records name it', () => {
    const libs = { epoch: 1, upstreamVersion: '3.0.7' };
    const answer = match(rocky, 'openssl-libs', {
      ...libs,
      release: '6.el9_2',
      sourceRpm: 'openssl-3.0.7-6.el9_2.src.rpm',
    });
    expect(answer.candidates.map(({ evidence }) => evidence)).toMatchObject([
      { how: 'exact-indirect', searched: { name: 'openssl', version: '3.0.7-6.el9_2' } },
    ]);
    expect(
      ids(rocky, 'openssl-libs', { ...libs, release: '16.el9', sourceRpm: 'openssl-3.0.7-16.el9.src.rpm' }),
    ).toEqual([]);
  });

  it.each([
    [
      'a build of stream 16',
      { release: '1.module_el9.1.0+1+aa', modularityLabel: 'nodejs:16:9010:abc' },
      ['ALSA-2023:0016'],
    ],
    [
      'a build of stream 18',
      { upstreamVersion: '18.10.0', release: '1.module_el9.1.0+1+aa', modularityLabel: 'nodejs:18:9010:abc' },
      ['ALSA-2023:0018'],
    ],
    ['a build of no module', { release: '1.el9_0' }, ['ALSA-2023:0020']],
    ['a build of an unknown stream', { release: '1.module+el9.1.0+1+aa' }, ['ALSA-2023:0016', 'ALSA-2023:0018']],
  ] as const)('keep module streams apart: %s', (_, header, expected) => {
    expect(ids(alma, 'nodejs', { epoch: 1, upstreamVersion: '16.14.0', ...header })).toEqual(expected);
  });
});

describe('the file name of a source package', () => {
  it.each([
    ['openssl-3.0.7-6.el9_2.src.rpm', { name: 'openssl', version: '3.0.7-6.el9_2' }],
    ['java-1.8.0-openjdk-1.8.0.382.b05-2.el9.src.rpm', { name: 'java-1.8.0-openjdk', version: '1.8.0.382.b05-2.el9' }],
    ['x-1-1.nosrc.rpm', { name: 'x', version: '1-1' }],
    ['(none)', null],
    ['-1.src.rpm', null],
    ['a-1.src.rpm', null],
    ['', null],
  ])('%s', (fileName, expected) => {
    expect(readSourceRpm(fileName)).toEqual(expected);
  });
});

it('tells a module build by its version when a document has no header of it', () => {
  const version = '1:16.14.0-1.module_el9.1.0+1+aa';
  const [pkg] = testPackages({ kind: 'rpm', name: 'nodejs', version });
  if (!pkg) throw new Error('no package');
  const { candidates } = rpm.match(pkg, { store, distro: alma });
  expect(candidates.map(({ row }) => row.advisoryId).sort()).toEqual(['ALSA-2023:0016', 'ALSA-2023:0018']);
});

import { describe, expect, it } from 'vitest';
import {
  memoryStore,
  type TestPackage,
  testAdvisory,
  testAffected,
  testDistro,
  testPackages,
} from '../../testing/index.ts';
import { deb } from './index.ts';

const store = memoryStore([
  testAdvisory('DEBIAN-CVE-2023-0001', {
    affected: [testAffected('Debian:12', 'openssl', { ranges: ['<3.0.11-1~deb12u2'] })],
  }),
  testAdvisory('DEBIAN-CVE-2023-0002', { affected: [testAffected('Debian:11', 'openssl', { ranges: ['*'] })] }),
  testAdvisory('DEBIAN-CVE-2023-0003', {
    affected: [testAffected('Debian:12', 'gcc-defaults', { ranges: ['<1.203'] })],
  }),
  testAdvisory('DEBIAN-CVE-2023-0004', { affected: [testAffected('Debian:12', 'libodd1', { ranges: ['<2'] })] }),
  testAdvisory('UBUNTU-CVE-2023-0005', {
    affected: [
      testAffected('Ubuntu:22.04:LTS', 'vim', { ranges: ['*'] }),
      testAffected('Ubuntu:Pro:22.04:LTS', 'vim', { ranges: ['<2:8.2-3ubuntu2+esm2'] }),
    ],
  }),
]);

function match(distro: ReturnType<typeof testDistro> | null, draft: Partial<TestPackage>, source?: [string, string]) {
  const metadata = {
    kind: 'deb' as const,
    architecture: 'amd64',
    source: source?.[0] ?? draft.name ?? 'x',
    sourceVersion: source?.[1] ?? draft.version ?? '',
    files: [],
  };
  const [pkg] = testPackages({ kind: 'deb', name: 'x', ...draft, metadata });
  return deb.match(pkg as NonNullable<typeof pkg>, { store, distro });
}

const bookworm = testDistro('debian', '12');

describe('Debian packages', () => {
  it('match by source package and source version', () => {
    const answer = match(bookworm, { name: 'libssl3', version: '3.0.9-1' }, ['openssl', '3.0.9-1']);
    expect(answer.candidates.map(({ row, evidence }) => [row.advisoryId, evidence])).toEqual([
      [
        'DEBIAN-CVE-2023-0001',
        {
          matcher: 'deb',
          how: 'exact-indirect',
          searched: { ecosystem: 'Debian:12', name: 'openssl', version: '3.0.9-1' },
          scheme: 'deb',
          range: '<3.0.11-1~deb12u2',
          listed: false,
        },
      ],
    ]);
  });

  it.each([
    ['the fixed version', { name: 'openssl', version: '3.0.11-1~deb12u2' }, undefined],
    ['a version above a tilde', { name: 'openssl', version: '3.0.11-1' }, undefined],
    ['a binary numbered below the bound of its source', { name: 'gcc', version: '1.0' }, ['gcc-defaults', '1.203']],
    [
      'a binary numbered above it, of a patched source',
      { name: 'gcc', version: '4:12.2.0-3' },
      ['gcc-defaults', '1.203'],
    ],
  ] as const)('do not match: %s', (_, draft, source) => {
    const answer = match(bookworm, draft, source ? [...source] : undefined);
    expect(answer).toMatchObject({ candidates: [], undecided: [], notEvaluated: null });
  });

  it('match by source version although the binary is numbered higher', () => {
    const answer = match(bookworm, { name: 'gcc', version: '4:12.2.0-3' }, ['gcc-defaults', '1.202']);
    expect(answer.candidates.map(({ row }) => row.advisoryId)).toEqual(['DEBIAN-CVE-2023-0003']);
  });

  it('match by binary name where a record names it', () => {
    const answer = match(bookworm, { name: 'libodd1', version: '1' }, ['odd', '1']);
    expect(answer.candidates.map(({ evidence }) => evidence.how)).toEqual(['exact-direct']);
  });

  it.each([
    ['no version', bookworm, { name: 'openssl', version: null }, 'no-version'],
    ['an unreadable version', bookworm, { name: 'openssl', version: '1:' }, 'unreadable-version'],
    ['no distro', null, { name: 'openssl', version: '1' }, 'no-data'],
    ['a release without records', testDistro('debian', '13'), { name: 'openssl', version: '1' }, 'no-data'],
    ['a distro of other packages', testDistro('alpine', '3.19.1'), { name: 'openssl', version: '1' }, 'no-data'],
  ] as const)('are not evaluated with %s', (_, distro, draft, reason) => {
    expect(match(distro, draft)).toMatchObject({ candidates: [], notEvaluated: { reason } });
  });

  it('of Ubuntu Pro are measured by the records of Pro, and only they', () => {
    const jammy = testDistro('ubuntu', '22.04');
    const ranges = (version: string) =>
      match(jammy, { name: 'vim', version }).candidates.map(({ evidence }) => evidence.range);
    expect(ranges('2:8.2-3ubuntu2')).toEqual(['all versions']);
    expect(ranges('2:8.2-3ubuntu2+esm1')).toEqual(['<2:8.2-3ubuntu2+esm2']);
    expect(ranges('2:8.2-3ubuntu2+esm2')).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { memoryStore, testAdvisory, testAffected, testDistro, testPackages } from '../../testing/index.ts';
import { apk } from './index.ts';

const store = memoryStore([
  testAdvisory('ALPINE-CVE-2023-0001', {
    affected: [
      testAffected('Alpine:v3.19', 'openssl', { ranges: ['<3.1.4-r1'] }),
      testAffected('Alpine:v3.18', 'openssl', { ranges: ['<3.1.4-r0'] }),
    ],
  }),
  testAdvisory('CGA-1', { affected: [testAffected('Wolfi', 'py3-pip', { ranges: ['<23.3-r0'] })] }),
  testAdvisory('CGA-2', { affected: [testAffected('Wolfi', 'odd', { ranges: ['<1.1.0-r1-r0'] })] }),
]);
const alpine = testDistro('alpine', '3.19.1');
const wolfi = testDistro('wolfi', '20230201');

function match(distro: typeof alpine, [name, version, origin]: readonly [string, string | null, string]) {
  const metadata = { kind: 'apk' as const, architecture: 'x86_64', origin, files: [] };
  const [pkg] = testPackages({ kind: 'apk', name, version, metadata });
  return apk.match(pkg as NonNullable<typeof pkg>, { store, distro });
}

it.each([
  [alpine, ['libssl3', '3.1.4-r0', 'openssl'], 'exact-indirect', 'Alpine:v3.19'],
  [alpine, ['openssl', '3.1.4-r0', 'openssl'], 'exact-direct', 'Alpine:v3.19'],
  [alpine, ['openssl', '3.1.4-r0', ''], 'exact-direct', 'Alpine:v3.19'],
  [wolfi, ['py3.12-pip', '23.2.1-r9', 'py3-pip'], 'exact-indirect', 'Wolfi'],
] as const)('on %o matches %j', (distro, pkg, how, ecosystem) => {
  const answer = match(distro, pkg);
  expect(answer.candidates.map(({ evidence }) => [evidence.how, evidence.searched.ecosystem])).toEqual([
    [how, ecosystem],
  ]);
});

it.each([
  [alpine, ['libssl3', '3.1.4-r1', 'openssl']],
  [alpine, ['libssl3', '3.1.4-r10', 'openssl']],
  [wolfi, ['openssl', '3.0.0-r0', 'openssl']],
] as const)('on %o does not match %j', (distro, pkg) => {
  expect(match(distro, pkg)).toMatchObject({ candidates: [], undecided: [], notEvaluated: null });
});

it.each([
  [alpine, ['busybox', null, 'busybox'], 'no-version'],
  [alpine, ['busybox', 'one', 'busybox'], 'unreadable-version'],
  [testDistro('alpine', '3.10.2'), ['busybox', '1.0-r0', 'busybox'], 'no-data'],
] as const)('on %o does not evaluate %j', (distro, pkg, reason) => {
  expect(match(distro, pkg)).toMatchObject({ notEvaluated: { reason } });
});

it('is undecided about a bound that apk cannot read', () => {
  expect(match(wolfi, ['odd', '1.0.0-r0', 'odd'])).toMatchObject({
    candidates: [],
    undecided: [{ advisory: 'CGA-2' }],
  });
});

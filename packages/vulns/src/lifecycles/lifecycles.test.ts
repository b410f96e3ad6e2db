import type { Distro } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import type { ProductCycle, ProductLifecycles } from '../store/types.ts';
import { enrichedStore, memoryStore, type TestPackage, testBill, testDistro, testPackages } from '../testing/index.ts';
import { chooseCycle } from './choose-cycle.ts';
import { lifecyclesOf } from './lifecycles-of.ts';

const cycle = (name: string, parts: Partial<ProductCycle> = {}): ProductCycle => ({
  cycle: name,
  codename: null,
  endOfActiveSupport: null,
  endOfLife: null,
  endOfExtendedSupport: null,
  latest: null,
  lts: false,
  ...parts,
});
const product = (
  name: string,
  cycles: readonly (string | ProductCycle)[],
  ...identifiers: readonly string[]
): ProductLifecycles => ({
  product: name,
  label: name.toUpperCase(),
  identifiers,
  cycles: cycles.map((one) => (typeof one === 'string' ? cycle(one) : one)),
});

const products = [
  product('almalinux', ['9', '8'], 'cpe:o:almalinux:almalinux'),
  product('alpine-linux', ['3.20', '3.2'], 'cpe:o:alpinelinux:alpine_linux'),
  product('centos', ['7', '8']),
  product('centos-stream', ['9', '8']),
  product('debian', [
    cycle('13', { codename: 'Trixie' }),
    cycle('12', { codename: 'Bookworm', endOfLife: '2026-07-11' }),
  ]),
  product('go', ['1.22', '1.2'], 'purl:pkg:generic/go'),
  product('nodejs', ['20', '22'], 'purl:pkg:generic/node', 'cpe:a:nodejs:node.js'),
  product('openjdk-a', ['17'], 'cpe:a:oracle:openjdk', 'purl:pkg:generic/openjdk'),
  product('openjdk-b', ['17'], 'cpe:a:oracle:openjdk', 'purl:pkg:generic/openjdk'),
  product('postgresql', ['16', '9.6'], 'purl:pkg:deb/debian/postgresql-16'),
  product('python', ['3.11'], 'purl:pkg:deb/debian/python3.11'),
  product('ubuntu', ['22.04']),
  product('vue', ['3.5', '3.4', '2.7'], 'purl:pkg:npm/vue'),
];
const store = enrichedStore(memoryStore([]), { eol: products });

function ask(packages: readonly TestPackage[], distro: Distro | null = null) {
  const answer = lifecyclesOf(testBill(testPackages(...packages), { distro }), store);
  return {
    known: answer?.known.map(({ product: name, cycle: chosen, how }) => `${name} ${chosen} ${how}`),
    unsure: answer?.unsure.map(({ product: name, because }) => `${name}: ${because}`),
  };
}

describe('lifecycles: the cycle of a version', () => {
  const of = (...names: readonly string[]) => product('x', names);
  it.each([
    ['3.11.4', ['3.1', '3.11', '3'], '3.11'],
    ['3.1.4', ['3.1', '3.11', '3'], '3.1'],
    ['3.2', ['3.1', '3.11', '3'], '3'],
    ['3', ['3.1'], null],
    ['2.12.4', ['2', '2.12'], '2.12'],
    ['v1.22.3', ['1.22'], '1.22'],
    ['go1.22rc1', ['1.22'], '1.22'],
    ['17.0.9+9', ['17'], '17'],
    ['8u392', ['8'], '8'],
    ['20.11.0-1nodesource1', ['20'], '20'],
    ['2018.03', ['2', '2018.03'], '2018.03'],
    ['01.2', ['1'], '1'],
    ['latest', ['1'], null],
    ['noetic', ['noetic'], null],
    ['', ['1'], null],
    [null, ['1'], null],
    [`${'9'.repeat(100_000)}`, ['9'], null],
  ])('%s of %j is %s', (version, names, expected) => {
    const choice = chooseCycle(of(...names), version);
    expect(choice.cycle?.cycle ?? null).toBe(expected);
    expect(choice.because === '').toBe(expected !== null);
  });
});

describe('lifecycles of a distribution', () => {
  it.each<[string, Distro, readonly string[], readonly string[]]>([
    ['by version', testDistro('debian', '12'), ['debian 12 distro'], []],
    ['by the first parts', testDistro('alpine', '3.20.3'), ['alpine-linux 3.20 distro'], []],
    ['another one', testDistro('alpine', '3.2.0'), ['alpine-linux 3.2 distro'], []],
    ['by codename', { ...testDistro('debian', null), codename: 'trixie' }, ['debian 13 distro'], []],
    ['CentOS', testDistro('centos', '8'), ['centos 8 distro'], []],
    ['CentOS Stream', { ...testDistro('centos', '9'), name: 'CentOS Stream' }, ['centos-stream 9 distro'], []],
    [
      'that agrees with its CPE name',
      { ...testDistro('almalinux', '9.2'), cpeName: 'cpe:/o:almalinux:almalinux:9::baseos' },
      ['almalinux 9 distro'],
      [],
    ],
    [
      'that borrows an id',
      { ...testDistro('almalinux', '9.2'), cpeName: 'cpe:/o:other:thing:9' },
      [],
      ['null: there is no lifecycle data of the distribution almalinux'],
    ],
    [
      'of an unknown release',
      testDistro('debian', '99'),
      [],
      ['debian: no cycle of DEBIAN is known for the version 99'],
    ],
    ['without a release', testDistro('debian', null), [], ['debian: the version of DEBIAN is not known']],
    [
      'nobody knows',
      testDistro('wolfi', '20230201'),
      [],
      ['null: there is no lifecycle data of the distribution wolfi'],
    ],
    [
      'of a prototype',
      testDistro('constructor', '1'),
      [],
      ['null: there is no lifecycle data of the distribution constructor'],
    ],
  ])('%s', (_what, distro, known, unsure) => {
    expect(ask([], distro)).toEqual({ known, unsure });
  });

  it('tells its dates', () => {
    const answer = lifecyclesOf(testBill([], { distro: testDistro('debian', '12') }), store);
    expect(answer?.known).toEqual([
      {
        packageId: null,
        product: 'debian',
        label: 'DEBIAN',
        cycle: '12',
        endOfActiveSupport: null,
        endOfLife: '2026-07-11',
        endOfExtendedSupport: null,
        latest: null,
        lts: false,
        how: 'distro',
      },
    ]);
  });
});

describe('lifecycles of packages', () => {
  const other = (name: string, version: string, cpes: readonly string[] = []): TestPackage => ({
    kind: 'unknown',
    name,
    version,
    purl: `pkg:generic/${name}@${version}?arch=x`,
    cpes,
  });
  const debian = (name: string, version: string): TestPackage => ({
    kind: 'deb',
    name,
    version,
    purl: `pkg:deb/debian/${name}@${version}`,
  });
  it.each<[string, TestPackage, readonly string[], readonly string[]]>([
    ['by purl', { kind: 'npm', name: 'vue', version: '2.7.14' }, ['vue 2.7 purl'], []],
    [
      'of an unknown cycle',
      { kind: 'npm', name: 'vue', version: '9.9.9' },
      [],
      ['vue: no cycle of VUE is known for the version 9.9.9'],
    ],
    ['without a version', { kind: 'npm', name: 'vue', version: null }, [], ['vue: the version of VUE is not known']],
    ['of no product', { kind: 'npm', name: 'vue-router', version: '1.0.0' }, [], []],
    [
      'with a guessed CPE only',
      { kind: 'npm', name: 'x', cpes: ['cpe:2.3:a:nodejs:node.js:20:*:*:*:*:*:*:*'] },
      [],
      [],
    ],
    ['a runtime of a document', other('node', '20.1.0'), ['nodejs 20 purl'], []],
    [
      'a runtime by a stated CPE',
      other('nod', '20.1.0', ['cpe:2.3:a:nodejs:node.js:20.1.0:*:*:*:*:*:*:*']),
      ['nodejs 20 cpe'],
      [],
    ],
    ['a runtime of many makers', other('openjdk', '17.0.1', ['cpe:2.3:a:oracle:openjdk:17:*:*:*:*:*:*:*']), [], []],
    ['the Go toolchain', { kind: 'golang', name: 'stdlib', version: 'go1.22.3' }, ['go 1.22 purl'], []],
    ["the distribution's own", debian('python3.11', '3.11.2-6'), [], []],
    ["the distribution's own server", debian('postgresql-16', '16.2-1'), [], []],
    ["a project's own build", debian('postgresql-16', '16.2-1.pgdg120+2'), ['postgresql 16 purl'], []],
    ["a project's own runtime", debian('nodejs', '20.11.0-1nodesource1'), ['nodejs 20 purl'], []],
    ['a project that the data does not know', debian('docker-ce', '5:24.0.7-1~debian.12~bookworm'), [], []],
  ])('%s', (_what, pkg, known, unsure) => {
    expect(ask([pkg])).toEqual({ known, unsure });
  });

  it('come in the order of names, each with its package', () => {
    const [b, a] = testPackages(
      { kind: 'npm', name: 'vue', version: '3.4.1' },
      { kind: 'golang', name: 'stdlib', version: '1.2.3' },
    );
    const answer = lifecyclesOf(testBill([b as never, a as never]), store);
    expect(answer?.known.map(({ packageId }) => packageId)).toEqual([a?.id, b?.id]);
  });
});

it('lifecycles are not known without data of them', () => {
  expect(lifecyclesOf(testBill([], { distro: testDistro('debian', '12') }), memoryStore([]))).toBeNull();
});

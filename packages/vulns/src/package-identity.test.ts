import { type Bill, canonicalJson, type MatchReport, type Package } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { findMatches } from './find-matches.ts';
import { createPackageMatcher } from './match-packages.ts';
import { distroOfIdentity, type PackageIdentity, packageIdentity, packageOfIdentity } from './package-identity.ts';
import type { AdvisoryStore } from './store/types.ts';
import {
  memoryStore,
  type TestPackage,
  testAdvisory,
  testAffected,
  testBill,
  testDistro,
  testPackages,
} from './testing/index.ts';

/** The same pseudo-random choices in every run. */
function chooser(seed: number): <T>(items: readonly T[]) => T {
  let state = seed;
  return (items) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return items[(state >>> 8) % items.length] as (typeof items)[number];
  };
}

const versions = ['1.0', '1.5-1', '2:1.0-3', '3.0', '1.0-r3', 'odd version!', null];
const names = ['alpha', 'beta', '@scope/alpha', 'libbeta', 'org:alpha'];

function randomPackage(choose: ReturnType<typeof chooser>): TestPackage {
  const kind = choose(['apk', 'deb', 'rpm', 'maven', 'npm', 'golang', 'pypi', 'unknown'] as const);
  const name = choose(names);
  const version = choose(versions);
  const purl = choose([null, `pkg:${kind}/org/${name}@1?arch=a`, `pkg:${kind}/org/${name}@1?arch=b`, 'odd']);
  const path = choose(['/a', '/b', '/c']);
  const metadata = choose(metadataOf(choose)) as unknown as Package['metadata'];
  return { kind, name, version, purl, metadata, locations: [{ path, role: 'primary' }] };
}

function metadataOf(choose: ReturnType<typeof chooser>): readonly object[] {
  const text = () => choose(['alpha', 'beta', '']);
  return [
    { kind: 'deb', source: text(), sourceVersion: choose(['1.0', '']), architecture: choose(['x', 'y']), files: [] },
    { kind: 'apk', origin: text(), architecture: 'x', files: [] },
    {
      kind: 'rpm',
      epoch: choose([null, 0, 2]),
      upstreamVersion: choose(['1.0', '']),
      release: choose(['1.el9', '2.module+el8']),
      sourceRpm: choose([undefined, 'alpha-1.0-1.src.rpm', 'odd']),
      modularityLabel: choose([undefined, 'alpha:1:2:3', 'alpha:2']),
      files: [],
    },
    {
      kind: 'maven',
      groupId: choose([undefined, 'org']),
      artifactId: choose([undefined, 'alpha']),
      virtualPath: text(),
    },
    { kind: 'npm' },
    { kind: 'unknown', type: choose(['conan', 'hex']) },
  ];
}

function randomStore(choose: ReturnType<typeof chooser>): AdvisoryStore {
  const ecosystems = ['Debian:12', 'Alpine:v3.19', 'Rocky Linux:9', 'AlmaLinux:8', 'npm', 'Maven', 'Go', 'PyPI'];
  const affected = () =>
    testAffected(choose(ecosystems), choose([...names, 'org/alpha', 'org:beta', 'org/beta']), {
      ranges: [choose(['<2.0', '>=1.0 <1.9', '*', '<=2:1.0-3', '<1.0-5.module+el8'])],
    });
  const advisories = Array.from({ length: 60 }, (_, at) =>
    testAdvisory(choose([`GHSA-${at}`, `DEBIAN-CVE-2024-${1000 + at}`, `RLSA-${at}`]), {
      aliases: [`CVE-2024-${1000 + (at % 20)}`],
      summary: choose(['alpha:1 update', 'a flaw']),
      affected: [affected(), affected()],
    }),
  );
  return memoryStore(advisories);
}

/** The report of a bill by way of the identities, each matched once, after a way through JSON. */
function byIdentities(bill: Bill, store: AdvisoryStore): Pick<MatchReport, 'matches' | 'notEvaluated'> {
  const matcher = createPackageMatcher(store);
  const known = new Map<string, ReturnType<typeof matcher.match>>();
  const ofPackage = (pkg: Package) => {
    const key = canonicalJson(packageIdentity(pkg, bill.distro));
    const identity = JSON.parse(key) as PackageIdentity;
    const found = known.get(key) ?? matcher.match(packageOfIdentity(identity, key), distroOfIdentity(identity));
    known.set(key, found);
    return {
      matches: found.matches.map((match) => ({ ...match, packageId: pkg.id })),
      notEvaluated: found.notEvaluated.map((item) => ({ ...item, packageId: pkg.id })),
    };
  };
  const all = bill.packages.map(ofPackage);
  return { matches: all.flatMap(({ matches }) => matches), notEvaluated: all.flatMap((one) => one.notEvaluated) };
}

describe('package identity', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => [seed]))('decides the matches of a package (bill %i)', (seed) => {
    const choose = chooser(seed + 1);
    const packages = testPackages(...Array.from({ length: 80 }, () => randomPackage(choose)));
    const distro = choose([testDistro('debian', '12'), testDistro('rocky', '9.2'), testDistro('alpine', '3.19'), null]);
    const bill = testBill(packages, { distro });
    const store = randomStore(choose);
    const whole = findMatches(bill, store);
    const assembled = byIdentities(bill, store);
    expect(assembled.notEvaluated).toEqual(whole.notEvaluated);
    const sorted = (matches: MatchReport['matches']) => matches.map((match) => canonicalJson(match)).sort();
    expect(sorted(assembled.matches)).toEqual(sorted(whole.matches));
  });

  it('leaves out what matching does not look at', () => {
    const [one, other] = testPackages(
      { kind: 'npm', name: 'a', locations: [{ path: '/a', role: 'primary' }], cpes: ['cpe:2.3:a:x:y:1:*:*:*:*:*:*:*'] },
      { kind: 'npm', name: 'a', purl: 'pkg:npm/a@1.0.0?vcs_url=x', locations: [{ path: '/b', role: 'primary' }] },
    ) as [Package, Package];
    expect(packageIdentity(one, testDistro('debian', '12'))).toEqual(packageIdentity(other, null));
  });
});

import type { Match, Relationship } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { findMatches } from './find-matches.ts';
import {
  memoryStore,
  type TestPackage,
  testAdvisory,
  testAffected,
  testBill,
  testDistro,
  testPackages,
} from './testing/index.ts';

const bookworm = testDistro('debian', '12');

function match(drafts: readonly TestPackage[], advisories: Parameters<typeof memoryStore>[0], distro = bookworm) {
  return findMatches(testBill(testPackages(...drafts), { distro }), memoryStore(advisories));
}

const npm = (name: string, version: string | null = '1.0.0'): TestPackage => ({ kind: 'npm', name, version });
const openssl: TestPackage = { kind: 'deb', name: 'openssl', version: '3.0.9-1' };

/** An advisory about the npm package `x`. */
const onX = (id: string, range: string, parts: Parameters<typeof testAdvisory>[1] = {}) =>
  testAdvisory(id, { affected: [testAffected('npm', 'x', { ranges: [range] })], ...parts });

/** An advisory about Debian 12's openssl. */
const onOpenssl = (id: string, range: string, upstream: readonly string[]) =>
  testAdvisory(id, { upstream, affected: [testAffected('Debian:12', 'openssl', { ranges: [range] })] });

const names = (matches: readonly Match[]) =>
  matches.map(({ vulnerability, advisory, alsoFrom }) => [vulnerability, advisory, alsoFrom]);

describe('one vulnerability told by several sources', () => {
  it.each([
    [
      'by one CVE',
      [
        onX('GHSA-1', '<2.0.0', { aliases: ['CVE-2024-0001'] }),
        onX('PYSEC-1', '<2.0.0', { aliases: ['CVE-2024-0001'] }),
      ],
      [['CVE-2024-0001', 'PYSEC-1', ['GHSA-1']]],
    ],
    [
      'by naming each other',
      [onX('GHSA-1', '<2.0.0'), onX('GO-1', '<2.0.0', { aliases: ['GHSA-1'] })],
      [['GO-1', 'GO-1', ['GHSA-1']]],
    ],
    [
      'by naming each other, where only one knows the CVE',
      [onX('GHSA-1', '<2.0.0', { aliases: ['CVE-2024-0001'] }), onX('GO-1', '<2.0.0', { aliases: ['GHSA-1'] })],
      [['CVE-2024-0001', 'GO-1', ['GHSA-1']]],
    ],
    [
      'malware before all',
      [onX('GHSA-1', '*'), onX('MAL-1', '*', { aliases: ['GHSA-1'], malicious: true })],
      [['MAL-1', 'MAL-1', ['GHSA-1']]],
    ],
    [
      'but not when they are two',
      [
        onX('GHSA-1', '<2.0.0', { aliases: ['CVE-2024-0001'] }),
        onX('GHSA-2', '<2.0.0', { aliases: ['CVE-2024-0002'] }),
      ],
      [
        ['CVE-2024-0001', 'GHSA-1', []],
        ['CVE-2024-0002', 'GHSA-2', []],
      ],
    ],
    [
      'and a record that names two joins neither to the other',
      [
        onX('GHSA-1', '<2.0.0', { aliases: ['CVE-2024-0001'] }),
        onX('GHSA-2', '<2.0.0', { aliases: ['CVE-2024-0002'] }),
        onX('GO-1', '<2.0.0', { aliases: ['GHSA-1', 'GHSA-2', 'CVE-2024-0001', 'CVE-2024-0002'] }),
      ],
      [
        ['CVE-2024-0001', 'GHSA-1', ['GO-1']],
        ['CVE-2024-0002', 'GHSA-2', ['GO-1']],
      ],
    ],
  ] as const)('is one match: %s', (_, advisories, expected) => {
    expect(names(match([npm('x')], advisories).matches)).toEqual(expected);
  });

  it('of a distro: its tracker decides, its errata stand behind', () => {
    const advisories = [
      onOpenssl('DSA-5532-1', '<3.0.11-1~deb12u2', ['CVE-2023-5363']),
      onOpenssl('DEBIAN-CVE-2023-5363', '<3.0.11-1~deb12u2', ['CVE-2023-5363']),
    ];
    const { matches } = match([openssl], advisories);
    expect(names(matches)).toEqual([['CVE-2023-5363', 'DEBIAN-CVE-2023-5363', ['DSA-5532-1']]]);
    expect(matches[0]).toMatchObject({
      aliases: ['DEBIAN-CVE-2023-5363', 'DSA-5532-1'],
      fix: { state: 'fixed', versions: ['3.0.11-1~deb12u2'] },
      disagreements: [],
      url: 'https://security-tracker.debian.org/tracker/CVE-2023-5363',
    });
  });

  it('takes its CVE from the id where nothing else names it', () => {
    expect(names(match([openssl], [onOpenssl('DEBIAN-CVE-2023-5363', '*', [])]).matches)).toEqual([
      ['CVE-2023-5363', 'DEBIAN-CVE-2023-5363', []],
    ]);
  });
});

describe('an erratum of several CVEs', () => {
  const dsa = onOpenssl('DSA-1', '<3.0.11-1', ['CVE-2023-0001', 'CVE-2023-0002']);
  const first = onOpenssl('DEBIAN-CVE-2023-0001', '<3.0.11-1', ['CVE-2023-0001']);
  const second = onOpenssl('DEBIAN-CVE-2023-0002', '<3.0.12-1', ['CVE-2023-0002']);

  it('is one match under its own id when nothing tells its CVEs apart', () => {
    const { matches } = match([openssl], [dsa]);
    expect(names(matches)).toEqual([['DSA-1', 'DSA-1', []]]);
    expect(matches[0]?.aliases).toEqual(['CVE-2023-0001', 'CVE-2023-0002']);
  });

  it('stands for the rest when a record tells of some', () => {
    expect(names(match([openssl], [dsa, first]).matches)).toEqual([
      ['CVE-2023-0001', 'DEBIAN-CVE-2023-0001', []],
      ['DSA-1', 'DSA-1', []],
    ]);
  });

  it('stands behind each of its CVEs when records tell of all', () => {
    const { matches } = match([openssl], [dsa, first, second]);
    expect(names(matches)).toEqual([
      ['CVE-2023-0001', 'DEBIAN-CVE-2023-0001', ['DSA-1']],
      ['CVE-2023-0002', 'DEBIAN-CVE-2023-0002', ['DSA-1']],
    ]);
    expect(matches[0]?.aliases).toEqual(['DEBIAN-CVE-2023-0001', 'DSA-1']);
    expect(matches[1]?.disagreements).toEqual([{ advisory: 'DSA-1', says: 'fixed in 3.0.11-1' }]);
  });

  it('of the Red Hat family takes its CVEs from the related ids', () => {
    const alsa = testAdvisory('ALSA-2023:1', {
      related: ['CVE-2023-0001'],
      affected: [testAffected('AlmaLinux:9', 'curl', { ranges: ['<7.76.1-26.el9'] })],
    });
    const alba = testAdvisory('ALBA-2023:2', {
      affected: [testAffected('AlmaLinux:9', 'curl', { ranges: ['<7.76.1-27.el9'] })],
    });
    const { matches } = match(
      [{ kind: 'rpm', name: 'curl', version: '7.76.1-20.el9' }],
      [alsa, alba],
      testDistro('almalinux', '9'),
    );
    expect(matches.map(({ vulnerability, informational }) => [vulnerability, informational])).toEqual([
      ['ALBA-2023:2', 'bug-fix'],
      ['CVE-2023-0001', null],
    ]);
  });
});

describe('sources that disagree', () => {
  const cve = { aliases: ['CVE-2024-0001'] };

  it.each([
    [
      'another fix',
      [onX('GHSA-1', '<1.3.0', cve), onX('PYSEC-1', '<1.2.0', cve)],
      [{ advisory: 'GHSA-1', says: 'fixed in 1.3.0' }],
    ],
    [
      'no fix',
      [onX('GHSA-1', '*', cve), onX('PYSEC-1', '<1.2.0', cve)],
      [{ advisory: 'GHSA-1', says: 'no fix is known' }],
    ],
    [
      'not affected',
      [onX('GHSA-1', '<0.9.0', cve), onX('PYSEC-1', '<1.2.0', cve)],
      [{ advisory: 'GHSA-1', says: 'does not affect 1.0.0' }],
    ],
    ['the same in another spelling', [onX('GHSA-1', '<1.2.0', cve), onX('PYSEC-1', '<v1.2', cve)], []],
    ['the same', [onX('GHSA-1', '<1.2.0', cve), onX('PYSEC-1', '<1.2.0', cve)], []],
    ['something else', [onX('GHSA-1', '<0.9.0', { aliases: ['CVE-2024-0002'] }), onX('PYSEC-1', '<1.2.0', cve)], []],
  ] as const)('are named: %s', (_, advisories, expected) => {
    expect(match([npm('x')], advisories).matches.map(({ disagreements }) => disagreements)).toEqual([expected]);
  });

  it('lend a fix to a registry source that knows none', () => {
    const { matches } = match([npm('x')], [onX('GHSA-1', '<1.3.0', cve), onX('PYSEC-1', '*', cve)]);
    expect(matches[0]).toMatchObject({ advisory: 'PYSEC-1', fix: { state: 'fixed', versions: ['1.3.0'] } });
  });

  it('do not lend one to a distro', () => {
    const cves = ['CVE-2023-0001'];
    const { matches } = match(
      [openssl],
      [onOpenssl('DEBIAN-CVE-2023-0001', '*', cves), onOpenssl('DSA-1', '<3.0.10-1', cves)],
    );
    expect(matches[0]).toMatchObject({
      fix: { state: 'not-fixed', versions: [] },
      disagreements: [{ advisory: 'DSA-1' }],
    });
  });
});

describe('the fix', () => {
  it.each([
    ['1.0.0', ['<1.2.3', '>=2.0.0 <2.1.5'], 'fixed', ['1.2.3', '2.1.5']],
    ['2.0.0', ['<1.2.3', '>=2.0.0 <2.1.5'], 'fixed', ['2.1.5']],
    ['1.0.0', ['<1.10.0', '>=1.5.0 <1.9.0'], 'fixed', ['1.10.0']],
    ['1.0.0', ['<1.10.0', '<1.10.0+build', '<1.9.0 >=3.0.0'], 'fixed', ['1.10.0']],
    ['2.5.0', ['<1.2.3', '>=2.0.0'], 'not-fixed', []],
    ['1.0.0', ['<=1.5.0'], 'not-fixed', []],
    ['1.0.0', ['*'], 'not-fixed', []],
  ])('of %s in %j is %s %j', (version, ranges, state, versions) => {
    const advisory = testAdvisory('GHSA-1', { affected: [testAffected('npm', 'x', { ranges })] });
    expect(match([npm('x', version)], [advisory]).matches[0]?.fix).toEqual({ state, versions });
  });

  it('keeps the word of a source that will not give one', () => {
    const affected = [testAffected('npm', 'x', { ranges: ['*'], fixState: 'wont-fix' })];
    expect(match([npm('x')], [testAdvisory('GHSA-1', { affected })]).matches[0]?.fix.state).toBe('wont-fix');
  });
});

describe('what is known of a vulnerability', () => {
  const score = { source: 'osv', version: '3.1', vector: 'CVSS:3.1/AV:N', baseScore: 9.8 } as const;

  it('has the highest severity of its sources, for this package before in general', () => {
    const said = (id: string, severity: 'low' | 'high' | 'critical', own?: 'medium') =>
      testAdvisory(id, {
        aliases: ['CVE-2024-0001'],
        severity,
        scores: [score],
        affected: [testAffected('npm', 'x', { ranges: ['<2.0.0'], ...(own ? { severity: own } : {}) })],
      });
    expect(match([npm('x')], [said('GHSA-1', 'critical', 'medium'), said('PYSEC-1', 'low')]).matches[0]).toMatchObject({
      severity: 'medium',
      scores: [score],
    });
  });

  it('borrows a severity from other records of the CVE when its sources know none', () => {
    const elsewhere = testAdvisory('GHSA-2', {
      aliases: ['CVE-2023-0001'],
      severity: 'high',
      affected: [testAffected('npm', 'other', { ranges: ['*'] })],
    });
    const withdrawn = { ...elsewhere, id: 'GHSA-3', severity: 'critical' as const, withdrawn: '2024-01-01T00:00:00Z' };
    const { matches } = match(
      [openssl],
      [onOpenssl('DEBIAN-CVE-2023-0001', '*', ['CVE-2023-0001']), elsewhere, withdrawn],
    );
    expect(matches[0]?.severity).toBe('high');
  });

  it('says that it is exploited, malicious, informational', () => {
    const exploited = { cve: 'CVE-2024-0001', dateAdded: '2024-01-01', dueDate: '2024-02-01', ransomware: false };
    const store = memoryStore(
      [
        onX('GHSA-1', '*', { aliases: ['CVE-2024-0001'] }),
        onX('MAL-2', '*', { malicious: true }),
        onX('RUSTSEC-3', '*', { informational: 'unmaintained' }),
      ],
      {},
      [exploited],
    );
    const { matches } = findMatches(testBill(testPackages(npm('x'))), store);
    expect(
      matches.map(({ knownExploited, malicious, informational }) => [knownExploited, malicious, informational]),
    ).toEqual([
      [exploited, false, null],
      [null, true, null],
      [null, false, 'unmaintained'],
    ]);
  });

  it.each([
    ['GHSA-1', [], 'https://github.com/advisories/GHSA-1'],
    ['PYSEC-2021-142', [], 'https://osv.dev/vulnerability/PYSEC-2021-142'],
    [
      'X-1',
      [
        { type: 'WEB', url: 'https://a.example/' },
        { type: 'ADVISORY', url: 'https://b.example/' },
      ],
      'https://b.example/',
    ],
    ['X-1', [{ type: 'ADVISORY', url: 'javascript:alert(1)' }], null],
    ['GHSA-1"><script>', [], null],
  ])('names the page of %s', (id, references, url) => {
    expect(match([npm('x')], [onX(id, '*', { references })]).matches[0]?.url).toBe(url);
  });

  it('has a one-line summary even when the source has only details', () => {
    const details = `First line\nsecond`;
    expect(match([npm('x')], [onX('GHSA-1', '*', { summary: '', details })]).matches[0]?.summary).toBe('First line');
    expect(match([npm('x')], [onX('GHSA-1', '*', { summary: 'y'.repeat(999) })]).matches[0]?.summary).toHaveLength(200);
  });
});

describe('a language package that a distro package owns', () => {
  const yaml: TestPackage = { kind: 'pypi', name: 'PyYAML', version: '6.0' };
  const owner: TestPackage = { kind: 'deb', name: 'python3-yaml', version: '6.0-3' };
  const ghsa = testAdvisory('GHSA-1', { affected: [testAffected('PyPI', 'pyyaml', { ranges: ['*'] })] });
  const debian = onOpenssl('DEBIAN-CVE-2023-0001', '*', []);

  function owned(
    drafts: readonly [TestPackage, TestPackage],
    advisories: Parameters<typeof memoryStore>[0],
    type: Relationship['type'] = 'owns',
  ) {
    const [from, to] = testPackages(...drafts);
    const relationships = [{ from: from?.id ?? '', to: to?.id ?? '', type }];
    const bill = testBill([...(from ? [from] : []), ...(to ? [to] : [])], { distro: bookworm, relationships });
    const { matches, coveredByOwner } = findMatches(bill, memoryStore(advisories));
    return { found: matches.length, covered: coveredByOwner, ids: { [to?.id ?? '']: from?.id } };
  }

  it('is left to the distro when its records are loaded', () => {
    const { found, covered, ids } = owned([owner, yaml], [ghsa, debian]);
    expect([found, covered]).toEqual([0, ids]);
  });

  it.each([
    ['no records of the distro are loaded', [owner, yaml], [ghsa], 'owns'],
    ['the owner has no version', [{ ...owner, version: null }, yaml], [ghsa, debian], 'owns'],
    ['the owner is no distro package', [{ ...yaml, name: 'other' }, yaml], [ghsa, debian], 'owns'],
    ['it is only contained', [owner, yaml], [ghsa, debian], 'contains'],
  ] as const)('is matched itself when %s', (_, drafts, advisories, type) => {
    const { found, covered } = owned([...drafts], [...advisories], type);
    expect([found, covered]).toEqual([1, {}]);
  });
});

describe('what was not evaluated', () => {
  it('is listed once a package, with the reason', () => {
    const drafts: TestPackage[] = [
      npm('no-version', null),
      npm('odd-version', 'latest'),
      { kind: 'gem', name: 'rails', version: '7.0.0' },
      { kind: 'deb', name: 'openssl', version: '3.0.9-1' },
      { kind: 'unknown', name: 'thing', version: '1' },
      npm('x'),
    ];
    const packages = testPackages(...drafts);
    const unreadable = testAdvisory('GHSA-1', { affected: [testAffected('npm', 'x', { unreadable: ['>=odd'] })] });
    const { matches, notEvaluated } = findMatches(testBill(packages, { distro: bookworm }), memoryStore([unreadable]));
    const nameById = new Map(packages.map(({ id, name }) => [id, name]));
    expect(matches).toEqual([]);
    expect(notEvaluated.map(({ packageId, reason, advisory }) => [nameById.get(packageId), reason, advisory])).toEqual([
      ['no-version', 'no-version', undefined],
      ['odd-version', 'unreadable-version', undefined],
      ['rails', 'no-data', undefined],
      ['openssl', 'no-data', undefined],
      ['thing', 'unknown-kind', undefined],
      ['x', 'unreadable-range', 'GHSA-1'],
    ]);
    expect(notEvaluated.every(({ because }) => because !== '')).toBe(true);
  });

  it('includes a version that cannot be compared, though all versions and listed ones are still found', () => {
    const advisories = [onX('GHSA-1', '*'), onX('GHSA-2', '<2.0.0')];
    const report = match([npm('x', 'latest')], advisories);
    expect(report.matches.map(({ advisory }) => advisory)).toEqual(['GHSA-1']);
    expect(report.notEvaluated.map(({ reason }) => reason)).toEqual(['unreadable-version']);
  });

  it('does not hold withdrawn records', () => {
    expect(
      match([npm('x')], [onX('GHSA-1', '*', { withdrawn: '2024-01-01T00:00:00Z' }), onX('GHSA-2', '<0.1.0')]),
    ).toMatchObject({
      matches: [],
      notEvaluated: [],
    });
  });
});

describe('the report', () => {
  it('is sorted by package name, then vulnerability, and the same for any order of records', () => {
    const advisories = ['CVE-2024-0003', 'CVE-2024-0001', 'CVE-2024-0002'].flatMap((cve, i) => [
      testAdvisory(`GHSA-${i}`, {
        aliases: [cve],
        affected: [testAffected('npm', 'b', { ranges: ['*'] }), testAffected('npm', 'a', { ranges: ['*'] })],
      }),
    ]);
    const report = match([npm('b'), npm('a')], advisories);
    expect(report.matches.map(({ vulnerability }) => vulnerability.slice(-1)).join('')).toBe('123123');
    expect(match([npm('b'), npm('a')], advisories.toReversed())).toEqual(report);
  });

  it('is soon made from a record of many thousand stretches', () => {
    const ranges = Array.from({ length: 20_000 }, (_, i) => `>=${i}.0.0 <${i}.5.0`);
    const affected = [testAffected('npm', 'x', { ranges })];
    const start = performance.now();
    const { matches } = match([npm('x', '0.1.0')], [testAdvisory('GHSA-1', { affected })]);
    expect(matches[0]?.fix.versions[0]).toBe('0.5.0');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('folds thousands of claims about one package without delay', () => {
    const advisories = Array.from({ length: 3_000 }, (_, i) =>
      onX(`GHSA-${i}`, '<2.0.0', { aliases: [`CVE-2024-${10_000 + i}`] }),
    );
    const store = memoryStore(advisories);
    const bill = testBill(testPackages(npm('x')));
    const start = performance.now();
    expect(findMatches(bill, store).matches).toHaveLength(3_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

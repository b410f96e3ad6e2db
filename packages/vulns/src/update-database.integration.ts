import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AdvisoryDatabase,
  checkDatabase,
  findMatches,
  openDatabase,
  searchDatabase,
  updateDatabase,
} from './index.ts';
import { testBill, testDistro } from './testing/index.ts';

const feeds = join(resolve(process.env['GANTRY_SHARED'] ?? '../shared'), 'feeds');
const isThere = existsSync(join(feeds, 'osv', 'ecosystems.txt'));
if (!isThere) console.log(`skipped: no mirror of the feeds in ${feeds} (set GANTRY_SHARED)`);

describe.runIf(isThere)('update-database from a mirror of the real feeds', () => {
  let dir = '';
  let database: AdvisoryDatabase;
  let seconds = 0;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gantry-feeds-'));
    const start = performance.now();
    await updateDatabase({ dir, from: feeds, now: '2026-11-22T00:00:00Z' });
    seconds = (performance.now() - start) / 1000;
    database = openDatabase(dir);
  });
  afterAll(() => {
    database?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('takes every record of every zip, within a minute', () => {
    const records = Object.fromEntries(database.facts().sources.map((source) => [source.ecosystem, source.records]));
    expect(records).toEqual({
      AlmaLinux: 5637,
      Alpine: 8629,
      Bitnami: 7444,
      Debian: 1497,
      Go: 6427,
      Maven: 448,
      NuGet: 765,
      Packagist: 1605,
      PyPI: 10964,
      RubyGems: 2052,
      Ubuntu: 18107,
      Wolfi: 18724,
      'crates.io': 1225,
      npm: 19417,
      kev: 1404,
      eol: 464,
      epss: 894,
      nvd: 39,
    });
    expect(database.about.missed).toEqual([]);
    expect(database.about.counts).toEqual({
      advisories: 102848,
      withdrawn: 87,
      malicious: expect.any(Number),
      rows: expect.any(Number),
      packages: expect.any(Number),
      exploited: 1404,
      forecasts: 894,
      ratings: 39,
      products: 464,
      listed: 0,
    });
    expect(database.about.losses.flatMap(({ rejected }) => Object.keys(rejected))).toEqual([]);
    expect(seconds).toBeLessThan(60);
  });

  it('stands up to a check of every checksum', () => {
    expect(checkDatabase(dir).counts.advisories).toBe(102848);
  });

  it('covers the releases that the records name', () => {
    for (const release of ['Debian:12', 'Alpine:v3.20', 'Ubuntu:22.04:LTS', 'AlmaLinux:9', 'Wolfi', 'npm', 'Go']) {
      expect(database.covers(release), release).toBe(true);
    }
    for (const other of ['Pub', 'Hex', 'SwiftURL', 'Debian:9', 'Red Hat:9'])
      expect(database.covers(other), other).toBe(false);
  });

  it('finds Log4Shell from every side', () => {
    const found = searchDatabase(database, 'CVE-2021-44228').advisories.map(({ id }) => id);
    expect(found).toEqual(['DSA-5020-1', 'GHSA-jfh8-c2jp-5v3q']);
    const rows = database
      .affected('Maven', 'org.apache.logging.log4j:log4j-core')
      .filter(({ advisoryId }) => advisoryId === 'GHSA-jfh8-c2jp-5v3q');
    expect(
      rows
        .flatMap(({ affected }) => affected.stretches.map(({ introduced, fixed }) => `${introduced} ${fixed}`))
        .sort(),
    ).toEqual(['2.0-beta9 2.3.1', '2.13.0 2.15.0', '2.4 2.12.2']);
    expect(database.advisory('GHSA-jfh8-c2jp-5v3q')).toMatchObject({ severity: 'critical', malicious: false });
    expect(database.knownExploited('CVE-2021-44228')).toMatchObject({ dateAdded: '2021-12-10', ransomware: true });
  });

  it('knows forecasts, ratings and support periods', () => {
    expect(database.forecast('CVE-2011-3389')).toEqual({ score: 0.73327, percentile: 0.99, date: '2026-08-22' });
    expect(database.forecast('CVE-2013-0340')?.date).toBe('2024-10-21');
    expect(database.rating('CVE-2024-3094')).toMatchObject({
      severity: 'critical',
      ssvc: { automatable: true, technicalImpact: 'total' },
    });
    expect(database.productsOf('purl:pkg:maven/org.springframework/spring-core')).toEqual(['spring-framework']);
    expect(database.product('debian')?.cycles.find(({ cycle }) => cycle === '12')).toMatchObject({
      endOfLife: '2026-07-11',
      endOfExtendedSupport: '2028-06-30',
    });
    const newest = database.facts().sources.map(({ feed, newestRecord }) => [feed, newestRecord?.slice(0, 10)]);
    expect(newest).toEqual(
      expect.arrayContaining([
        ['eol', '2026-08-22'],
        ['epss', '2026-08-22'],
        ['nvd', '2026-06-17'],
      ]),
    );
  });

  it.each([
    ['a release', 'debian', '12', 'debian 12', '2026-07-11'],
    ['a release by its first numbers', 'alpine', '3.13.0', 'alpine-linux 3.13', '2022-11-01'],
    ['a clone of Red Hat', 'rocky', '9.2', 'rocky-linux 9', '2032-05-31'],
    ['Ubuntu', 'ubuntu', '22.04', 'ubuntu 22.04', expect.stringMatching(/^20/)],
    ['Amazon', 'amzn', '2023', 'amazon-linux 2023', expect.anything()],
    ['Oracle', 'ol', '9.3', 'oracle-linux 9', expect.anything()],
    ['SUSE', 'sles', '15.5', 'sles 15.5', expect.anything()],
    ['openSUSE', 'opensuse-leap', '15.5', 'opensuse 15.5', expect.anything()],
    ['Fedora', 'fedora', '40', 'fedora 40', expect.anything()],
    ['Red Hat', 'rhel', '8.9', 'rhel 8', '2029-05-31'],
  ])('tells the support of %s', (_what, id, version, expected, endOfLife) => {
    const { lifecycles } = findMatches(testBill([], { distro: testDistro(id, version) }), database);
    expect(lifecycles?.map(({ product, cycle }) => `${product} ${cycle}`)).toEqual([expected]);
    expect(lifecycles?.[0]?.endOfLife).toEqual(endOfLife);
  });

  it.each([
    ['a GIT range first', 'PyPI', 'django', 'PYSEC-2014-1'],
    ['custom ranges of Go', 'Go', 'k8s.io/ingress-nginx', 'GO-2024-2428'],
  ])('reads %s', (_what, ecosystem, name, id) => {
    const rows = database.affected(ecosystem, name).filter(({ advisoryId }) => advisoryId === id);
    expect(rows.some(({ affected }) => affected.stretches.some(({ fixed }) => fixed !== null))).toBe(true);
  });

  it('keeps withdrawn records for searching only', () => {
    const withdrawn = database.advisory('GHSA-29qp-crvh-w22m');
    expect(withdrawn?.withdrawn).toMatch(/^20/);
    for (const { ecosystem, name } of withdrawn?.affected ?? []) {
      expect(database.affected(ecosystem, name).map(({ advisoryId }) => advisoryId)).not.toContain(
        'GHSA-29qp-crvh-w22m',
      );
    }
  });

  it('answers thousands of look-ups in a moment', () => {
    const names = Array.from({ length: 2_850 }, (_, at) => `package-${(at * 7919) % 2_850}`);
    const start = performance.now();
    for (const name of names) database.affected('npm', name);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

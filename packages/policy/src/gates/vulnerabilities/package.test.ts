import { describe, expect, it } from 'vitest';
import {
  aBill,
  aDataSource,
  aMatch,
  anArchive,
  aPackage,
  aReport,
  exploited,
  fixedIn,
  ruleProblems,
  runRule,
  someFacts,
} from '../../testing/index.ts';

const baseLayer = 'sha256:base';
const libc = aPackage('deb', 'libc6', { version: '2.36-9', path: '/var/lib/dpkg/status', layer: baseLayer });
const lodash = aPackage('npm', 'lodash', { path: '/app/node_modules/lodash/package.json', layer: 'sha256:app' });
const log4j = anArchive('log4j-core', '/app/x.war!/WEB-INF/lib/log4j-core-2.14.1.jar', { version: '2.14.1' });

const score = (source: string, baseScore: number) =>
  ({ source, version: '3.1', vector: '', baseScore, impactScore: 5, exploitabilityScore: 3 }) as const;
const matches = [
  aMatch(libc, 'CVE-1', { severity: 'low', fix: { state: 'wont-fix', versions: [] }, published: null }),
  aMatch(lodash, 'CVE-2', {
    severity: 'high',
    fix: fixedIn('4.17.21'),
    scores: [score('nvd', 7.2), score('nvd', 7.4)],
    advisory: 'GHSA-2',
  }),
  aMatch(log4j, 'CVE-3', {
    severity: 'critical',
    fix: fixedIn('2.15.0', '3.0.0'),
    scores: [score('ghsa', 10)],
    knownExploited: exploited('CVE-3'),
    published: '2026-11-20T00:00:00Z',
    url: 'https://example.com/3',
  }),
  aMatch(libc, 'CVE-4', { severity: 'unknown', fix: fixedIn('2.36-10') }),
];
const facts = someFacts({ bill: aBill([libc, lodash, log4j]), report: aReport(matches) });

function fires(params: Record<string, string>, where = facts) {
  const result = runRule('vulnerabilities.package', { package_type: 'all', ...params }, where);
  return { ids: result.ids.map((id) => id.split('+')[0]), problems: result.problems };
}

describe('policy/gates/vulnerabilities/package', () => {
  it.each([
    [{}, ['CVE-2', 'CVE-3']],
    [{ vendor_only: 'false' }, ['CVE-1', 'CVE-2', 'CVE-3']],
    [{ package_type: 'os', vendor_only: 'false' }, ['CVE-1']],
    [{ package_type: 'non-os' }, ['CVE-2', 'CVE-3']],
    [{ severity: 'high' }, ['CVE-3']],
    [{ severity: 'high', severity_comparison: '>=' }, ['CVE-2', 'CVE-3']],
    [{ severity: 'high', severity_comparison: '=' }, ['CVE-2']],
    [{ severity: 'high', severity_comparison: '<=', vendor_only: 'false' }, ['CVE-1', 'CVE-2', 'CVE-4']],
    [{ severity: 'unknown', severity_comparison: '=' }, ['CVE-4']],
    [{ fix_available: 'true' }, ['CVE-2', 'CVE-3']],
    [{ fix_available: 'false', vendor_only: 'false' }, ['CVE-1']],
    [{ known_exploited_vulnerability: 'true' }, ['CVE-3']],
    [{ known_exploited_vulnerability: 'false' }, ['CVE-2']],
    [{ package_path_exclude: '/app/node_modules/.*' }, ['CVE-3']],
    [{ package_path_exclude: 'node_modules' }, ['CVE-2', 'CVE-3']],
    [{ max_days_since_creation: '30', severity: 'high', severity_comparison: '>=' }, ['CVE-2']],
    [{ max_days_since_fix: '30', fix_available: 'true' }, ['CVE-2', 'CVE-3']],
  ])('%j fires for %j', (params, ids) => {
    expect(fires(params as Record<string, string>)).toEqual({ ids, problems: [] });
  });

  it.each([
    [{ cvss_v3_base_score: '7.3' }, ['CVE-2']],
    [{ cvss_v3_base_score: '7.3', cvss_v3_base_score_comparison: '<' }, ['CVE-3']],
    [{ cvss_v3_base_score: '9' }, []],
    [{ cvss_v3_impact_score: '5', cvss_v3_exploitability_score: '3' }, ['CVE-2']],
    [{ vendor_cvss_v3_base_score: '9.5' }, ['CVE-3']],
    [{ vendor_cvss_v3_impact_score: '9' }, []],
    [{ max_days_since_creation: '3', vendor_only: 'false', package_type: 'os' }, []],
  ])('%j fires for %j and names what it could not judge', (params, ids) => {
    const result = fires(params as unknown as Record<string, string>);
    expect(result.ids).toEqual(ids);
    expect(result.problems.filter((problem) => problem !== 'warn partly_evaluated')).toEqual([]);
    expect(result.problems.length > 0).toBe(!('cvss_v3_base_score_comparison' in params));
  });

  it('inherited_from_base needs a base', () => {
    const based = { ...facts, base: { reference: 'debian:12', diffIds: [baseLayer] } };
    const inherited = { inherited_from_base: 'true', vendor_only: 'false' };
    expect(fires({ ...inherited, package_type: 'os' }, based)).toEqual({ ids: ['CVE-1'], problems: [] });
    expect(fires({ inherited_from_base: 'false', severity: 'high', severity_comparison: '=' }, based)).toEqual({
      ids: ['CVE-2'],
      problems: [],
    });
    expect(fires(inherited)).toEqual({ ids: [], problems: ['error not_evaluated'] });
    expect(fires({ inherited_from_base: 'true' }, based).problems).toEqual(['warn partly_evaluated']);
  });

  it.each([
    [{ epss_score: '0.5' }, facts],
    [{ epss_percentile: '0.9', epss_percentile_comparison: '>' }, facts],
    [
      { known_exploited_vulnerability: 'true' },
      { ...facts, report: aReport(matches, { sources: [aDataSource('npm')] }) },
    ],
    [{}, { ...facts, report: null }],
  ])('%j without the facts is not evaluated and stops', (params, where) => {
    const result = runRule(
      'vulnerabilities.package',
      { package_type: 'all', ...(params as Record<string, string>) },
      where,
    );
    expect(result).toMatchObject({ action: 'stop', messages: [], problems: ['error not_evaluated'] });
  });

  it('says which packages could not be compared', () => {
    const gap = { packageId: lodash.id, reason: 'no-version', because: 'none' } as const;
    const report = aReport([], { notEvaluated: [gap] });
    expect(fires({}, { ...facts, report }).problems).toEqual(['warn partly_evaluated']);
    expect(fires({ package_type: 'os' }, { ...facts, report }).problems).toEqual([]);
    const unread = aBill([], { unread: [{ path: '/x', by: 'dpkg', code: 'X', because: 'y' }] });
    expect(fires({}, { ...facts, bill: unread, report: aReport() }).problems).toEqual(['warn partly_evaluated']);
    const stray = someFacts({ report: aReport([aMatch(aPackage('deb', 'gone'), 'CVE-9')]) });
    expect(fires({}, stray).problems).toEqual(['warn partly_evaluated']);
  });

  it('says what was found in the words of the format', () => {
    const { messages } = runRule(
      'vulnerabilities.package',
      { package_type: 'all', vendor_only: 'false', cvss_v3_base_score: '-1' },
      facts,
    );
    expect(messages).toEqual([
      'LOW Vulnerability found in os package type (dpkg) - libc6 (cvss_v3_base_score=-1)(CVE-1)',
      'HIGH Vulnerability found in non-os package type (npm) - /app/node_modules/lodash/package.json (fixed in: 4.17.21)(cvss_v3_base_score=7.4)(CVE-2)',
      'CRITICAL Vulnerability found in non-os package type (java) - /app/x.war!/WEB-INF/lib/log4j-core-2.14.1.jar (fixed in: 2.15.0, 3.0.0)(cvss_v3_base_score=-1)(CVE-3 - https://example.com/3)',
    ]);
  });

  it.each([
    [{}, ['missing_parameter']],
    [{ package_type: 'everything' }, ['invalid_parameter']],
    [{ package_type: 'all', severity: 'High', severity_comparison: '=>' }, ['invalid_parameter', 'invalid_parameter']],
    [
      { package_type: 'all', cvss_v3_base_score: '7,5', fix_available: 'yes' },
      ['invalid_parameter', 'invalid_parameter'],
    ],
    [{ package_type: 'all', package_path_exclude: '(a)\\1' }, ['invalid_parameter']],
    [{ package_type: 'all', max_days_since_fix: '-1' }, ['invalid_parameter']],
    [{ package_type: 'all', Severity: 'high', SEVERITY: 'low' }, ['duplicate_parameter']],
    [{ package_type: 'all', severities: 'high' }, ['unknown_parameter']],
  ])('refuses %j', (params, problems) => {
    expect(ruleProblems('vulnerabilities.package', params as Record<string, string>)).toEqual(problems);
  });
});

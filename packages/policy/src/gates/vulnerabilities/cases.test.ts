import type { Match, PolicyFacts, VulnerabilityAnnotation } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aDataSource, aMatch, aPackage, aReport, exploited, fixedIn, someFacts } from '../../testing/index.ts';

const libc = aPackage('deb', 'libc6');
const lodash = aPackage('npm', 'lodash');
const crate = aPackage('cargo', 'time');
const bill = aBill([libc, lodash]);
const withMatches = (...matches: Match[]) => someFacts({ bill, report: aReport(matches) });
const withSources = (...sources: Parameters<typeof aDataSource>[]) =>
  someFacts({ bill, report: aReport([], { sources: sources.map((args) => aDataSource(...args)) }) });

const clean = withMatches();
const unmatched = someFacts({ report: null });
const noReport = (params: Record<string, string>) =>
  [params, unmatched, ['error not_evaluated'], 'gantry db update'] as const;
const gap = { packageId: lodash.id, reason: 'no-version', because: 'it states no version' } as const;
const withGap = someFacts({ bill, report: aReport([], { notEvaluated: [gap] }) });
const partly = (params: Record<string, string>) =>
  [params, withGap, ['warn partly_evaluated'], '1 package not compared'] as const;
const unknown = [[{ a: '1' }, ['unknown_parameter']]] as const;
const old = { fetchedAt: '2026-11-01T00:00:00Z' };
const days = { max_days_since_sync: '5' };

const forecast = (score: number, percentile: number) => ({ score, percentile, date: '2026-11-20' });
const likely = withMatches(
  aMatch(lodash, 'CVE-1', { epss: forecast(0.4, 0.97) }),
  aMatch(libc, 'CVE-2', { epss: forecast(0.01, 0.5) }),
);
const unscored = withMatches(aMatch(lodash, 'CVE-1', { epss: null }), aMatch(libc, 'CVE-2', { epss: forecast(0, 0) }));
const all = { package_type: 'all' };
const npmFound = (id: string) => `HIGH Vulnerability found in non-os package type (npm) - /evidence/lodash (${id})`;
const debFound = (id: string) => `HIGH Vulnerability found in os package type (dpkg) - libc6 (${id})`;

const note = (more: Partial<VulnerabilityAnnotation>): VulnerabilityAnnotation => {
  const whole = { packageName: null, packageVersion: null, status: 'affected', justification: null } as const;
  return { id: 'a', vulnerability: 'CVE-1', ...whole, ...more };
};
const noted = (...vulnerabilityAnnotations: VulnerabilityAnnotation[]): PolicyFacts => ({
  ...withMatches(aMatch(lodash, 'CVE-1'), aMatch(libc, 'CVE-2', { aliases: ['DSA-2'] })),
  vulnerabilityAnnotations,
});
const scored = aMatch(lodash, 'CVE-1', { scores: [{ source: 'nvd', version: '3.1', vector: '', baseScore: 5 }] });
const byOthers = aMatch(libc, 'CVE-2', { scores: [{ source: 'ghsa', version: '3.1', vector: '', baseScore: 5 }] });

const kev = (vulnerability: string, dueDate: string, ransomware = false) =>
  aMatch(lodash, vulnerability, { knownExploited: { ...exploited(vulnerability), dueDate, ransomware } });
const catalogue = withMatches(kev('CVE-1', '2026-11-20'), kev('CVE-2', '2026-11-21', true), kev('CVE-3', 'soon'));
const listed = (id: string) => `Vulnerability ${id} is in the CISA Known Exploited Vulnerabilities catalog`;
const threeHigh = withMatches(
  aMatch(lodash, 'CVE-1', { fix: fixedIn('2.0.0') }),
  aMatch(libc, 'CVE-1'),
  aMatch(libc, 'CVE-2'),
  aMatch(libc, 'CVE-3', { severity: 'critical' }),
);
const tooMany = (what: string, limit: string) => `${what} found, more than the accepted ${limit}`;

describeTriggers('vulnerabilities', {
  count: {
    fires: [
      [{ severity: 'high', max: '2' }, threeHigh, [tooMany('3 vulnerabilities of severity >= high', '2')]],
      [
        { severity: 'critical', severity_comparison: '=', max: '0' },
        threeHigh,
        [tooMany('1 vulnerability of severity = critical', '0')],
      ],
      [
        { severity: 'low', max: '0', fix_available: 'true', package_type: 'non-os' },
        threeHigh,
        [tooMany('1 vulnerability of severity >= low', '0')],
      ],
    ],
    silent: [
      [{ severity: 'high', max: '3' }, threeHigh],
      [{ severity: 'low', max: '0', fix_available: 'true', package_type: 'os' }, threeHigh],
      [{ severity: 'unknown', max: '0' }, clean],
    ],
    refuses: [
      [{}, ['missing_parameter', 'missing_parameter']],
      [{ severity: 'bad', max: '-1' }, ['invalid_parameter', 'invalid_parameter']],
    ],
    missing: [noReport({ severity: 'high', max: '1' }), partly({ severity: 'high', max: '1' })],
  },
  denylist: {
    fires: [[{ vulnerability_ids: 'CVE-1,CVE-9' }, threeHigh, ["Denylisted vulnerabilities detected: ['CVE-1']"]]],
    silent: [[{ vulnerability_ids: 'CVE-9' }, threeHigh]],
    refuses: [[{}, ['missing_parameter']]],
    missing: [noReport({ vulnerability_ids: 'CVE-1' }), partly({ vulnerability_ids: 'CVE-1' })],
  },
  ecosystem_data_unavailable: {
    fires: [
      [
        {},
        someFacts({ bill: aBill([crate]) }),
        ['No vulnerability data is loaded for crates.io: its packages were not evaluated'],
      ],
    ],
    silent: [[{}, clean]],
    refuses: unknown,
    missing: [noReport({})],
  },
  kev_list: {
    fires: [
      [{}, catalogue, [listed('CVE-1'), listed('CVE-2'), listed('CVE-3')]],
      [{ ransomware_only: 'true' }, catalogue, [listed('CVE-2')]],
      [{ only_past_due: 'true' }, catalogue, [listed('CVE-1'), listed('CVE-3')]],
      [{ only_past_due: 'true', grace_days: '1' }, catalogue, [listed('CVE-3')]],
    ],
    silent: [
      [{}, threeHigh],
      [{ only_past_due: 'true' }, withMatches(kev('CVE-1', '2026-11-21'))],
    ],
    refuses: [[{ only_past_due: 'yes', grace_days: 'x' }, ['invalid_parameter', 'invalid_parameter']]],
    missing: [
      noReport({}),
      partly({}),
      [
        {},
        withSources(['npm']),
        ['error not_evaluated'],
        "CISA's catalogue of exploited vulnerabilities is not loaded",
      ],
    ],
  },
  malicious_package: {
    fires: [
      [{}, withMatches(aMatch(lodash, 'MAL-1', { malicious: true })), ['Malicious package: lodash 1.0.0 (MAL-1)']],
    ],
    silent: [[{}, threeHigh]],
    refuses: unknown,
    missing: [noReport({}), partly({})],
  },
  not_evaluated_packages: {
    fires: [[{}, withGap, ['Package not evaluated: lodash 1.0.0: it states no version']]],
    silent: [
      [{}, clean],
      [{ reasons: 'no-data' }, withGap],
    ],
    refuses: [[{ reasons: 'bored' }, ['invalid_parameter']]],
    missing: [noReport({})],
  },
  package: {
    fires: [
      [all, withMatches(aMatch(lodash, 'CVE-1')), [npmFound('CVE-1')]],
      [{ ...all, epss_score: '0.1' }, likely, [npmFound('CVE-1')]],
      [{ ...all, epss_score: '0.1', epss_score_comparison: '<' }, likely, [debFound('CVE-2')]],
      [{ ...all, epss_percentile: '0.97', epss_percentile_comparison: '>=' }, likely, [npmFound('CVE-1')]],
      [{ ...all, annotation_status: 'none' }, noted(), [npmFound('CVE-1'), debFound('CVE-2')]],
      [{ ...all, annotation_status: 'none,affected' }, noted(note({ status: 'fixed' })), [debFound('CVE-2')]],
      [{ ...all, annotation_status: 'affected' }, noted(note({ vulnerability: 'DSA-2' })), [debFound('CVE-2')]],
      [
        { ...all, annotation_status: 'affected' },
        noted(note({ status: 'not_affected' }), note({ packageName: 'lodash', packageVersion: '1.0.0' })),
        [npmFound('CVE-1')],
      ],
      [{ ...all, cvss_missing: 'true' }, withMatches(scored, byOthers), [debFound('CVE-2')]],
      [{ ...all, cvss_missing: 'false' }, withMatches(scored, byOthers), [npmFound('CVE-1')]],
    ],
    silent: [
      [all, clean],
      [{ ...all, epss_score: '0.5' }, likely],
      [{ ...all, annotation_status: 'under_investigation' }, noted()],
      [{ ...all, annotation_status: 'affected' }, noted(note({ packageName: 'other' }), note({ packageVersion: '9' }))],
      [{ ...all, cvss_missing: 'true' }, withMatches(scored)],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ ...all, annotation_status: 'unsure' }, ['invalid_parameter']],
      [{ ...all, epss_score: 'high', epss_percentile_comparison: 'like' }, ['invalid_parameter', 'invalid_parameter']],
      [{ ...all, cvss_missing: 'maybe' }, ['invalid_parameter']],
    ],
    missing: [
      noReport(all),
      partly(all),
      [{ ...all, epss_score: '0' }, threeHigh, ['error not_evaluated'], 'no EPSS scores are loaded'],
      [{ ...all, epss_score: '0.5' }, unscored, ['warn partly_evaluated'], '1 match: no EPSS score is known'],
      [{ ...all, annotation_status: 'none' }, threeHigh, ['error not_evaluated'], 'the server keeps such annotations'],
      [{ ...all, inherited_from_base: 'true' }, threeHigh, ['error not_evaluated'], '--base'],
    ],
  },
  stale_ecosystem_data: {
    fires: [[days, withSources(['npm', old]), ['The vulnerability data of npm is older than 5 days']]],
    silent: [[days, withSources(['npm'])]],
    refuses: [[{}, ['missing_parameter']]],
    missing: [noReport(days)],
  },
  stale_feed_data: {
    fires: [
      [days, withSources(['npm']), ['The vulnerability feed for this image distro is older than MAXAGE (5) days']],
    ],
    silent: [[days, withSources(['Debian', { releases: ['Debian:12'] }])]],
    refuses: [[{ max_days_since_sync: 'two' }, ['invalid_parameter']]],
    missing: [noReport(days)],
  },
  starter_data_only: {
    fires: [
      [
        {},
        someFacts({ report: aReport([], { starter: true }) }),
        ['Only the starter set of advisories is loaded: most vulnerabilities are not in it'],
      ],
    ],
    silent: [[{}, clean]],
    refuses: unknown,
    missing: [noReport({})],
  },
  vulnerability_data_unavailable: {
    fires: [
      [
        {},
        withSources(['npm']),
        [
          'Distro-specific feed data not found for distro namespace: debian:12. Cannot perform CVE scan OS/distro packages',
        ],
      ],
    ],
    silent: [[{}, clean]],
    refuses: unknown,
    missing: [noReport({})],
  },
});

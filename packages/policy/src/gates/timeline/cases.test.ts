import { firstSeenKey, type Match, type PolicyFacts } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aDataSource, aMatch, aPackage, aReport, exploited, fixedIn, someFacts } from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const libc = aPackage('deb', 'libc6');
const bill = aBill([lodash, libc]);

/** Facts in which each vulnerability of the two packages was first seen on the day given for it. */
function seen(days: Readonly<Record<string, string>>, ...matches: Match[]): PolicyFacts {
  const firstSeen = Object.entries(days).flatMap(([id, day]) => [
    [firstSeenKey(id, lodash), day],
    [firstSeenKey(id, libc), day],
  ]);
  return someFacts({ bill, report: aReport(matches), firstSeen: Object.fromEntries(firstSeen), annotations: {} });
}

const gap = { packageId: lodash.id, reason: 'no-version', because: '' } as const;
const noReport = (params: Record<string, string>) =>
  [params, someFacts({ report: null }), ['error not_evaluated'], 'gantry db update'] as const;
const partly = (params: Record<string, string>) =>
  [
    params,
    { ...seen({}), report: aReport([], { notEvaluated: [gap] }) },
    ['warn partly_evaluated'],
    '1 package not compared',
  ] as const;
const unkept = someFacts({ bill, report: aReport([aMatch(lodash, 'CVE-1', { ssvc: null })]) });
const noLineage = (params: Record<string, string>) =>
  [params, unkept, ['error not_evaluated'], 'the server keeps that'] as const;

const old = seen({ 'CVE-1': '2026-10-01T00:00:00Z' }, aMatch(lodash, 'CVE-1'));
const score = (source: string, version: '2.0' | '3.1', baseScore: number) => ({
  source,
  version,
  vector: '',
  baseScore,
});
const late = (day: string, days: number, what = 'seen in this line of images') =>
  `CVE-1 in lodash 1.0.0: ${what} since ${day}, more than ${days} days`;

const total = { automatable: true, technicalImpact: 'total' } as const;
const bod = { table: 'bod-26-04' };
const kev = { ...exploited('CVE-1'), dateAdded: '2026-11-01' };
const due = (text: string) => `CVE-1 in lodash 1.0.0: ${text}`;
const unratedNow = aMatch(lodash, 'CVE-1');
const asKev = (dueDate: string, ransomware = false) =>
  aMatch(lodash, 'CVE-1', { knownExploited: { ...kev, dueDate, ransomware } });

describeTriggers('timeline', {
  decision_table: {
    fires: [
      [
        bod,
        seen({ 'CVE-1': '2026-11-17T10:00:00Z' }, aMatch(lodash, 'CVE-1', { ssvc: total })),
        [
          due(
            'was due on 2026-11-20: 3 days by BOD 26-04 (not in KEV, exposed (assumed), automatable, total impact, counted from 2026-11-17)',
          ),
        ],
      ],
      [
        { ...bod, exposure: 'internal' },
        seen({ 'CVE-1': '2026-11-20' }, aMatch(lodash, 'CVE-1', { knownExploited: kev })),
        [
          due(
            'was due on 2026-11-04: 3 days and forensic triage by BOD 26-04 (in KEV since 2026-11-01, not exposed, automatable, total impact (assumed), counted from 2026-11-01)',
          ),
        ],
      ],
      [
        { ...bod, warn_days: '2' },
        {
          ...seen({ 'CVE-1': '2026-11-20' }, aMatch(lodash, 'CVE-1', { ssvc: total })),
          annotations: { exposure: 'Public' },
        },
        [
          due(
            'is due on 2026-11-23: 3 days by BOD 26-04 (not in KEV, exposed, automatable, total impact, counted from 2026-11-20)',
          ),
        ],
      ],
      [
        bod,
        seen({ 'CVE-1': '2026-09-01' }, unratedNow),
        [
          due(
            'was due on 2026-10-31: 60 days by BOD 26-04 (not in KEV, exposed (assumed), no decision points of CISA, counted from 2026-09-01)',
          ),
        ],
      ],
      [
        { table: 'fedramp-rev5' },
        seen({ 'CVE-1': '2026-10-01' }, aMatch(lodash, 'CVE-1', { scores: [score('nvd', '3.1', 7.1)] })),
        [due('was due on 2026-10-31: 30 days by FedRAMP Rev 5 (CVSS 7.1, counted from 2026-10-01)')],
      ],
      [
        { table: 'fedramp-vdr-d' },
        seen({ 'CVE-1': '2026-11-20T23:00:00Z' }, aMatch(lodash, 'CVE-1', { severity: 'critical' })),
        [
          due(
            'was due on 2026-11-21: 12 hours by FedRAMP VDR class D (impact N5 (proposed by severity critical), exposed (assumed), likely exploitable (assumed), counted from 2026-11-20)',
          ),
        ],
      ],
      [
        { table: 'fedramp-vdr-c', impact: 'N2', exposure: 'internal' },
        seen(
          { 'CVE-1': '2026-01-01' },
          aMatch(lodash, 'CVE-1', { ssvc: { automatable: false, technicalImpact: 'partial' } }),
        ),
        [
          due(
            'was due on 2026-07-12: 192 days by FedRAMP VDR class C (impact N2, not exposed, not likely exploitable, counted from 2026-01-01)',
          ),
        ],
      ],
      [
        { table: 'iron-bank' },
        seen({ 'CVE-1': '2026-10-01' }, aMatch(lodash, 'CVE-1', { severity: 'critical' })),
        [due('was due on 2026-10-16: 15 days by Iron Bank (severity critical, no score, counted from 2026-10-01)')],
      ],
      [
        { table: 'pci-dss-4' },
        someFacts({
          bill,
          report: aReport([
            aMatch(lodash, 'CVE-1', { severity: 'critical', fix: fixedIn('2.0.0') }),
            aMatch(libc, 'CVE-2', { severity: 'critical' }),
          ]),
        }),
        [
          due(
            'was due on 2026-01-31: 30 days from the fix by PCI DSS 4.0.1 (severity critical, no score, counted from 2026-01-01)',
          ),
        ],
      ],
    ],
    silent: [
      [bod, seen({ 'CVE-1': '2026-11-18T10:00:00Z' }, aMatch(lodash, 'CVE-1', { ssvc: total }))],
      [
        { ...bod, exposure: 'internal' },
        seen(
          { 'CVE-1': '2001-01-01' },
          aMatch(lodash, 'CVE-1', { ssvc: { automatable: false, technicalImpact: 'total' } }),
        ),
      ],
      [bod, seen({}, aMatch(lodash, 'CVE-1', { ssvc: total }))],
      [{ table: 'fedramp-vdr-b', impact: 'N1' }, seen({ 'CVE-1': '2001-01-01' }, unratedNow)],
      [{ table: 'iron-bank' }, someFacts()],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ table: 'luck', exposure: 'maybe' }, ['invalid_parameter', 'invalid_parameter']],
    ],
    missing: [
      noReport(bod),
      partly(bod),
      noLineage({ table: 'iron-bank' }),
      noLineage(bod),
      [bod, seen({ 'CVE-1': '2026-11-20' }, unratedNow), ['error not_evaluated'], 'no decision points of CISA (SSVC)'],
      [
        { ...bod, unknown_exposure: 'internal' },
        { ...old, annotations: null },
        ['error not_evaluated'],
        'set the parameter exposure',
      ],
      [
        bod,
        someFacts({ report: aReport([], { sources: [aDataSource('npm')] }) }),
        ['error not_evaluated'],
        "CISA's catalogue of exploited vulnerabilities is not loaded",
      ],
      [
        { table: 'iron-bank' },
        seen({ 'CVE-1': '2026-01-01' }, aMatch(lodash, 'CVE-1', { severity: 'unknown' })),
        ['warn partly_evaluated'],
        'neither a score nor a severity is known',
      ],
    ],
  },
  finding_age: {
    fires: [
      [{ max_days: '30' }, old, [late('2026-10-01', 30)]],
      [{ max_days: '51' }, old, [late('2026-10-01', 51)]],
      [{ max_days: '30', severity: 'high', fix_available: 'false' }, old, [late('2026-10-01', 30)]],
      [{ max_days: '300', clock: 'published' }, old, [late('2026-01-01', 300, 'published')]],
      [{ max_days: '300', clock: 'earliest' }, old, [late('2026-01-01', 300, 'known')]],
      [
        { max_days: '30', cvss_min: '7' },
        seen(
          { 'CVE-1': '2026-10-01' },
          aMatch(lodash, 'CVE-1', { scores: [score('nvd', '2.0', 7), score('x', '3.1', 2)] }),
        ),
        [late('2026-10-01', 30)],
      ],
      [{ max_days: '30', cvss_min: '7' }, old, [late('2026-10-01', 30)]],
      [
        { max_days: '30' },
        seen({ 'GHSA-1': '2026-10-01' }, aMatch(lodash, 'CVE-1', { aliases: ['GHSA-1'] })),
        [late('2026-10-01', 30)],
      ],
    ],
    silent: [
      [{ max_days: '52' }, old],
      [{ max_days: '30', severity: 'critical' }, old],
      [{ max_days: '30', severity: 'high', severity_comparison: '!=' }, old],
      [{ max_days: '30', fix_available: 'true' }, old],
      [{ max_days: '30', cvss_min: '9' }, old],
      [{ max_days: '0' }, seen({}, aMatch(lodash, 'CVE-1'))],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ max_days: '1', clock: 'sundial', cvss_min: 'x' }, ['invalid_parameter', 'invalid_parameter']],
    ],
    missing: [
      noReport({ max_days: '1' }),
      partly({ max_days: '1' }),
      noLineage({ max_days: '1' }),
      [
        { max_days: '1', clock: 'published' },
        seen({}, aMatch(lodash, 'CVE-1', { published: null })),
        ['warn partly_evaluated'],
        'the day of publication is not known',
      ],
      [
        { max_days: '1', cvss_min: '1' },
        seen({}, aMatch(lodash, 'CVE-1', { severity: 'unknown' })),
        ['warn partly_evaluated'],
        'neither a score nor a severity is known',
      ],
    ],
  },
  fix_age: {
    fires: [
      [
        { max_days: '30' },
        seen({}, aMatch(lodash, 'CVE-1', { fix: fixedIn('2.0.0'), modified: '2026-03-01T00:00:00Z' })),
        ['CVE-1 in lodash 1.0.0: fixed after 2026-01-01 and by 2026-03-01; accepted are 30 days'],
      ],
      [
        { max_days: '30', severity: 'high' },
        seen({}, aMatch(lodash, 'CVE-1', { fix: fixedIn('2.0.0'), published: null })),
        ['CVE-1 in lodash 1.0.0: fixed, nobody tells when; accepted are 30 days (the day of the fix is not known)'],
      ],
    ],
    silent: [
      [{ max_days: '30' }, seen({}, aMatch(lodash, 'CVE-1'))],
      [{ max_days: '30', severity: 'critical' }, seen({}, aMatch(lodash, 'CVE-1', { fix: fixedIn('2.0.0') }))],
      [{ max_days: '30' }, seen({}, aMatch(lodash, 'CVE-1', { fix: fixedIn('2.0.0'), published: '2026-11-01' }))],
    ],
    refuses: [[{ unknown_fix_date: 'guess' }, ['missing_parameter', 'invalid_parameter']]],
    missing: [
      noReport({ max_days: '1' }),
      partly({ max_days: '1' }),
      [
        { max_days: '30', unknown_fix_date: 'ignore' },
        seen({}, aMatch(lodash, 'CVE-1', { fix: fixedIn('2.0.0') })),
        ['warn partly_evaluated'],
        '1 match: the day of the fix is not known',
      ],
    ],
  },
  kev_due: {
    fires: [
      [
        {},
        seen({}, asKev('2026-11-20')),
        [due("was due on 2026-11-20 by CISA's catalogue of exploited vulnerabilities")],
      ],
      [
        { grace_days: '3', ransomware_only: 'true' },
        seen({}, asKev('2026-11-17', true)),
        [due("was due on 2026-11-17 by CISA's catalogue of exploited vulnerabilities, with 3 days of grace")],
      ],
    ],
    silent: [
      [{}, seen({}, asKev('2026-11-21'))],
      [{ grace_days: '1' }, seen({}, asKev('2026-11-20'))],
      [{ ransomware_only: 'true' }, seen({}, asKev('2026-01-01'))],
      [{}, seen({}, aMatch(lodash, 'CVE-1'))],
    ],
    refuses: [[{ grace_days: 'x' }, ['invalid_parameter']]],
    missing: [
      noReport({}),
      partly({}),
      [
        {},
        someFacts({ report: aReport([], { sources: [aDataSource('npm')] }) }),
        ['error not_evaluated'],
        "CISA's catalogue of exploited vulnerabilities is not loaded",
      ],
    ],
  },
});

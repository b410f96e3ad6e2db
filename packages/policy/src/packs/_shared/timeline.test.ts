import { firstSeenKey, type Match } from '@gantry/core';
import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aMatch, aPackage, aReport, exploited, fixedIn, someFacts, testNow } from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const daysAgo = (days: number) => new Date(Date.parse(testNow) - days * 86_400_000).toISOString();

/** A match that this line of images has for so many days. */
function open(days: number, more: Partial<Match> = {}) {
  return someFacts({
    bill: aBill([lodash]),
    report: aReport([aMatch(lodash, 'CVE-1', more)]),
    firstSeen: { [firstSeenKey('CVE-1', lodash)]: daysAgo(days) },
  });
}
const scored = (days: number, baseScore: number) =>
  open(days, { scores: [{ source: 'nvd', version: '3.1', vector: 'CVSS:3.1/AV:N', baseScore }] });
const fixedFor = (days: number, severity: Match['severity']) =>
  open(1, { severity, fix: fixedIn('2'), published: daysAgo(days), modified: daysAgo(days) });
const due = (dueDate: string) => open(1, { knownExploited: { ...exploited('CVE-1'), dueDate } });
const ssvc = { automatable: false, technicalImpact: 'partial' } as const;

describeChecks('times', {
  'open-cvss-7-0-over-30-days': [scored(31, 7), scored(31, 6.9)],
  'open-cvss-4-0-over-90-days': [scored(91, 4), scored(90, 4)],
  'open-cvss-0-1-over-180-days': [scored(181, 0.1), scored(180, 9.9)],
  'open-over-7-days': [open(8), open(7)],
  'open-over-5-days': [open(6), open(5)],
  'open-over-2-days': [open(3), open(2)],
  'open-over-192-days': [open(193), open(192)],
  'fix-for-low-over-30-days': [fixedFor(31, 'low'), fixedFor(31, 'negligible')],
  'fix-for-high-over-14-days': [fixedFor(15, 'high'), fixedFor(14, 'high')],
  'fix-for-high-over-30-days': [fixedFor(31, 'high'), fixedFor(30, 'critical')],
  'fix-for-high-over-90-days': [fixedFor(91, 'high'), fixedFor(91, 'medium')],
  'fix-for-critical-over-30-days': [fixedFor(31, 'critical'), fixedFor(31, 'high')],
  'exploited-past-due': [due('2026-11-20'), due('2026-11-21')],
  'past-due-bod-26-04': [open(62, { ssvc }), open(59, { ssvc })],
  'past-due-fedramp-rev5': [scored(32, 7), scored(29, 7)],
  'past-due-fedramp-vdr-b': [open(300, { severity: 'critical' }), open(1, { severity: 'low' })],
  'past-due-fedramp-vdr-c': [open(300, { severity: 'critical' }), open(1, { severity: 'low' })],
  'past-due-fedramp-vdr-d': [open(300, { severity: 'critical' }), open(1, { severity: 'low' })],
  'past-due-iron-bank': [scored(17, 9), scored(14, 9)],
});

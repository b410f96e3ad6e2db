import type { Match, Package } from '@gantry/core';
import { describeChecks } from '../../testing/describe-checks.ts';
import {
  aBill,
  aMatch,
  aPackage,
  aReport,
  aScan,
  exploited,
  fixedIn,
  inspected,
  someFacts,
} from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const shell = aPackage('deb', 'bash');
const found = (more: Partial<Match>, one: Package = lodash) =>
  someFacts({ bill: aBill([one]), report: aReport([aMatch(one, 'CVE-1', more)]) });
const scored = (baseScore: number) =>
  found({ fix: fixedIn('2'), scores: [{ source: 'nvd', version: '3.1', vector: 'CVSS:3.1/AV:N', baseScore }] });
const many = (severity: Match['severity'], count: number) => {
  const matches = Array.from({ length: count }, (_, at) => aMatch(lodash, `CVE-${at}`, { severity }));
  return someFacts({ bill: aBill([lodash]), report: aReport(matches) });
};
const scan = (more: object) => inspected({ malware: [aScan(more)] });
const forecast = (score: number) => found({ epss: { score, percentile: 0.9, date: '2026-11-20' } });

describeChecks('vulnerabilities', {
  'critical-open': [
    found({ severity: 'critical', fix: { state: 'wont-fix', versions: [] } }),
    found({ severity: 'high' }),
  ],
  'fixable-high': [found({ severity: 'high', fix: fixedIn('2') }), found({ severity: 'medium', fix: fixedIn('2') })],
  'unfixable-high': [found({ severity: 'high' }), found({ severity: 'high', fix: fixedIn('2') })],
  'fixable-in-distro': [
    found({ severity: 'low', fix: fixedIn('2') }, shell),
    found({ severity: 'critical', fix: fixedIn('2') }),
  ],
  'fixable-cvss-7': [scored(7), scored(6.9)],
  unrated: [found({ severity: 'unknown' }), found({ severity: 'low' })],
  'likely-exploited': [forecast(0.1), forecast(0.09)],
  'known-exploited': [found({ knownExploited: exploited('CVE-1') }), found({})],
  'known-exploited-listed': [found({ knownExploited: exploited('CVE-1') }), found({})],
  'malicious-package': [found({ malicious: true }), found({})],
  'malware-found': [scan({ findings: [{ path: '/x', signature: 'Eicar', visible: true }] }), scan({})],
  'malware-not-scanned': [scan({ skipped: [{ path: '/big', size: 9, because: 'too large' }] }), scan({})],
  'malware-signatures-old': [
    scan({ signaturesAt: '2026-11-01T00:00:00Z' }),
    scan({ signaturesAt: '2026-11-20T00:00:00Z' }),
  ],
  'more-than-1-critical': [many('critical', 2), many('critical', 1)],
  'more-than-4-high': [many('high', 5), many('high', 4)],
  'more-than-9-medium': [many('medium', 10), many('medium', 9)],
});

import { describe, expect, it } from 'vitest';
import { findMatches } from '../find-matches.ts';
import {
  enrichedStore,
  memoryStore,
  type TestEnrichment,
  testAdvisory,
  testAffected,
  testBill,
  testDistro,
  testPackages,
} from '../testing/index.ts';

const openssl = testPackages({ kind: 'deb', name: 'openssl', version: '1.0' });
const forecast = (score: number) => ({ score, percentile: score, date: '2026-08-22' });
const nvdScore = { source: 'nvd', version: '3.1', vector: 'CVSS:3.1/AV:N', baseScore: 9.8 } as const;
const rating = (cve: string, parts: object = {}) =>
  ({ cve, severity: 'critical', scores: [nvdScore], ssvc: null, ...parts }) as const;

function match(
  upstream: readonly string[],
  enrichment: TestEnrichment,
  parts: Parameters<typeof testAdvisory>[1] = {},
) {
  const advisory = testAdvisory('DSA-1', {
    upstream,
    affected: [testAffected('Debian:12', 'openssl', { ranges: ['*'] })],
    ...parts,
  });
  const bill = testBill(openssl, { distro: testDistro('debian', '12') });
  return findMatches(bill, enrichedStore(memoryStore([advisory]), enrichment)).matches[0];
}

describe('matching/enrich', () => {
  it.each<[string, readonly string[], TestEnrichment, object]>([
    ['a forecast', ['CVE-2024-1000'], { epss: { 'CVE-2024-1000': forecast(0.5) } }, { epss: forecast(0.5) }],
    ['that there is none', ['CVE-2024-1000'], { epss: { 'CVE-2024-2000': forecast(0.5) } }, { epss: null }],
    ['that there is none without a CVE', [], { epss: {}, nvd: [] }, { epss: null, ssvc: null }],
    [
      'of a bundle the likeliest',
      ['CVE-2024-1000', 'CVE-2024-2000', 'CVE-2024-3000'],
      { epss: { 'CVE-2024-1000': forecast(0.1), 'CVE-2024-2000': forecast(0.3), 'CVE-2024-3000': forecast(0.2) } },
      { epss: forecast(0.3) },
    ],
    [
      'a decision',
      ['CVE-2024-1000'],
      { nvd: [rating('CVE-2024-1000', { ssvc: { automatable: true, technicalImpact: 'partial' } })] },
      { ssvc: { automatable: true, technicalImpact: 'partial' } },
    ],
    [
      'of a bundle the gravest',
      ['CVE-2024-1000', 'CVE-2024-2000'],
      {
        nvd: [
          rating('CVE-2024-1000', { ssvc: { automatable: true, technicalImpact: 'partial' } }),
          rating('CVE-2024-2000', { ssvc: { automatable: false, technicalImpact: 'total' } }),
        ],
      },
      { ssvc: { automatable: true, technicalImpact: 'total' } },
    ],
  ])('tells %s', (_what, upstream, enrichment, expected) => {
    expect(match(upstream, enrichment)).toMatchObject(expected);
  });

  it('leaves out what was not looked up', () => {
    const plain = match(['CVE-2024-1000'], {});
    expect([plain && 'epss' in plain, plain && 'ssvc' in plain]).toEqual([false, false]);
  });

  it.each([
    ['stands in where nobody knows a severity', ['CVE-2024-1000'], 'unknown', 'critical', 1],
    ['adds its scores and leaves the severity', ['CVE-2024-1000'], 'low', 'low', 1],
    ['says nothing of a bundle that has a severity', ['CVE-2024-1000', 'CVE-2024-2000'], 'low', 'low', 0],
    ['stands in for a bundle that has none', ['CVE-2024-1000', 'CVE-2024-2000'], 'unknown', 'critical', 1],
  ] as const)('NVD %s', (_what, upstream, severity, expected, scores) => {
    const found = match(upstream, { nvd: [rating('CVE-2024-1000')] }, { severity });
    expect([found?.severity, found?.scores.length]).toEqual([expected, scores]);
  });
});

import type { CVSSV3Scores } from '@gantry/contract';
import type { CvssScore } from '@gantry/core';
import { bestScore } from '@gantry/core/cvss';
import type { ScoreData, Scored } from './ports.ts';

/**
 * CVSS by the CVE (NVD's own scores, where there are any) and by the advisory (the others, where there are any). Clients read the
 * numbers without looking whether they are there, so what is not known is -1. Version 4 has no place on this wire.
 */
export function scoreData({ cve, advisory, feed, scores, knownExploited, epss }: Scored): ScoreData {
  const own = scores.filter(({ source }) => source === 'nvd');
  const others = scores.filter(({ source }) => source !== 'nvd');
  const byNvd = { ...bestOf(own.length > 0 ? own : scores, feed), ...(own.length > 0 ? primary : secondary) };
  const bySource = { ...bestOf(others.length > 0 ? others : scores, feed), ...(own.length > 0 ? secondary : primary) };
  const forecast = epss === null ? {} : { epss: { epss: epss.score, percentile: epss.percentile } };
  return {
    nvd_data: cve === null ? [] : [{ id: cve, ...byNvd, is_kev: knownExploited, ...forecast }],
    vendor_data: [{ id: advisory, ...bySource }],
  };
}

const primary = { type: 'Primary' } as const;
const secondary = { type: 'Secondary' } as const;

function bestOf(scores: readonly CvssScore[], feed: string) {
  const v2 = bestScore(scores.filter(({ version }) => version === '2.0'));
  const v3 = bestScore(scores.filter(({ version }) => version.startsWith('3.')));
  return { source: (v3 ?? v2)?.source ?? feed, cvss_v2: toNumbers(v2), cvss_v3: toNumbers(v3) };
}

function toNumbers(score: CvssScore | null): CVSSV3Scores {
  return {
    base_score: score?.baseScore ?? -1,
    exploitability_score: score?.exploitabilityScore ?? -1,
    impact_score: score?.impactScore ?? -1,
  };
}

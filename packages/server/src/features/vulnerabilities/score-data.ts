import type { CVSSV3Scores } from '@gantry/contract';
import type { CvssScore } from '@gantry/core';
import { bestScore } from '@gantry/core/cvss';
import type { ScoreData, Scored } from './ports.ts';

/**
 * CVSS by the CVE and by the advisory. Clients read the numbers without looking whether they are there, so what is not known is
 * -1. Version 4 has no place on this wire.
 */
export function scoreData({ cve, advisory, feed, scores, knownExploited }: Scored): ScoreData {
  const best = {
    v2: bestScore(scores.filter(({ version }) => version === '2.0')),
    v3: bestScore(scores.filter(({ version }) => version.startsWith('3.'))),
  };
  const source = (best.v3 ?? best.v2)?.source ?? feed;
  const cvss = { cvss_v2: toNumbers(best.v2), cvss_v3: toNumbers(best.v3) };
  const byNvd = source === 'nvd';
  return {
    nvd_data:
      cve === null ? [] : [{ id: cve, type: byNvd ? 'Primary' : 'Secondary', source, ...cvss, is_kev: knownExploited }],
    vendor_data: [{ id: advisory, type: byNvd ? 'Secondary' : 'Primary', source, ...cvss }],
  };
}

function toNumbers(score: CvssScore | null): CVSSV3Scores {
  return {
    base_score: score?.baseScore ?? -1,
    exploitability_score: score?.exploitabilityScore ?? -1,
    impact_score: score?.impactScore ?? -1,
  };
}

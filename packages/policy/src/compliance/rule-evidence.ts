import type { PolicyFacts, Verdict } from '@gantry/core';
import type { PolicyPack } from '../model/types.ts';
import { rulesOfPack } from './pack-facts.ts';
import type { RuleEvidence } from './types.ts';

/** Every rule of a verdict by `ruleSetId/ruleId`, with its findings. */
export function ruleEvidence(pack: PolicyPack, verdict: Verdict, facts: PolicyFacts): Record<string, RuleEvidence> {
  const known = new Map(rulesOfPack(pack).map((rule) => [rule.id, rule]));
  const entries = verdict.rules.map((result): [string, RuleEvidence] => {
    const { firstFinding, findings: count, ...rest } = result;
    const rule = known.get(result.ruleId);
    const findings = verdict.findings.slice(firstFinding, firstFinding + count);
    const evidence = {
      ...rest,
      recommendation: rule?.recommendation ?? findings[0]?.recommendation ?? '',
      open: findings.filter(({ allowlisted }) => !allowlisted),
      accepted: findings.filter(({ allowlisted }) => allowlisted),
    };
    return [
      `${result.ruleSetId}/${result.ruleId}`,
      unseenDockerfile(facts) ? guessed(evidence, rule?.firesOnAbsence === true) : evidence,
    ];
  });
  return Object.fromEntries(entries);
}

function unseenDockerfile({ bill, dockerfile }: PolicyFacts): boolean {
  return bill.source.kind === 'image' && dockerfile.mode !== 'actual';
}

/**
 * What a rule on Dockerfiles says of an image whose Dockerfile nobody handed in. One that looks only at those says "not applicable", so
 * that a verdict is not held up by it: to an auditor that is a question without an answer, for the image was built from something. And
 * what the history of an image does not tell (HEALTHCHECK in the OCI format) may be in the Dockerfile: its absence is no finding.
 */
function guessed(evidence: RuleEvidence, firesOnAbsence: boolean): RuleEvidence {
  if (evidence.gate !== 'dockerfile') return evidence;
  if (evidence.outcome === 'not-applicable') return { ...evidence, outcome: 'not-evaluated' };
  if (evidence.outcome !== 'partly' || !firesOnAbsence) return evidence;
  const said = evidence.open.map(({ message }) => `the history of the image says: ${message}`);
  return { ...evidence, outcome: 'not-evaluated', because: [...evidence.because, ...said], open: [] };
}

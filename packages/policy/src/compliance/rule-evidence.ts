import type { PolicyFacts, RuleResult, Verdict } from '@gantry/core';
import type { PolicyPack } from '../model/types.ts';
import { rulesOfPack } from './pack-facts.ts';
import type { RuleEvidence } from './types.ts';

/** Every rule of a verdict by `ruleSetId/ruleId`, with its findings. */
export function ruleEvidence(pack: PolicyPack, verdict: Verdict, facts: PolicyFacts): Record<string, RuleEvidence> {
  const words = new Map(rulesOfPack(pack).map(({ id, recommendation }) => [id, recommendation]));
  const entries = verdict.rules.map((result): [string, RuleEvidence] => {
    const { firstFinding, findings: count, ...rest } = result;
    const findings = verdict.findings.slice(firstFinding, firstFinding + count);
    return [
      `${result.ruleSetId}/${result.ruleId}`,
      {
        ...rest,
        outcome: outcomeOf(result, facts),
        recommendation: words.get(result.ruleId) ?? findings[0]?.recommendation ?? '',
        open: findings.filter(({ allowlisted }) => !allowlisted),
        accepted: findings.filter(({ allowlisted }) => allowlisted),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/**
 * A rule that looks only at Dockerfiles that were handed in says "not applicable" when none was, so that a verdict is not held up by
 * it. To an auditor that is a question without an answer: the image was built from something.
 */
function outcomeOf({ gate, outcome }: RuleResult, { bill, dockerfile }: PolicyFacts): RuleResult['outcome'] {
  const unseen = gate === 'dockerfile' && bill.source.kind === 'image' && dockerfile.mode !== 'actual';
  return unseen && outcome === 'not-applicable' ? 'not-evaluated' : outcome;
}

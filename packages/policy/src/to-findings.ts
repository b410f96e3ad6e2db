import type { Finding } from '@gantry/core';
import type { AllowlistHit, FindAllowed } from './model/allowlisting.ts';
import type { Hit } from './run-rules.ts';

/** Findings of the hits, with the rule's action or, when an allowlist covers it, `go`. */
export function toFindings(hits: readonly Hit[], findAllowed: FindAllowed): Finding[] {
  return hits.map((hit) => {
    const { bound, raised, triggerId } = hit;
    const allowed = findAllowed(bound.gate.name, [triggerId, ...(raised.formerIds ?? [])]);
    const finding: Finding = {
      triggerId,
      gate: bound.gate.name,
      trigger: bound.trigger.name,
      ruleId: bound.rule.id,
      ruleSetId: hit.ruleSetId,
      message: raised.message,
      action: allowed ? 'go' : bound.rule.action,
      allowlisted: allowed !== null,
      allowlistMatch: allowed && matchOf(allowed),
      recommendation: bound.rule.recommendation,
      controlIds: bound.rule.controlIds,
      fix: raised.fix ?? null,
      packageId: raised.packageId ?? null,
      vulnerability: raised.vulnerability ?? null,
      path: raised.path ?? null,
      layer: raised.layer ?? null,
    };
    return raised.line === undefined ? finding : { ...finding, line: raised.line };
  });
}

function matchOf({ list, item }: AllowlistHit): NonNullable<Finding['allowlistMatch']> {
  return { id: list.id, name: list.name, matchedRuleId: item.id };
}

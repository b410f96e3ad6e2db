import type { Policy, PolicyEvaluationResult } from '@gantry/contract';
import type { Finding } from '@gantry/core';
import { listOf } from '@gantry/core/json';
import type { Judgement } from './judge.ts';

/** A judgement with what the API shows around it. */
export interface Shown extends Pick<Judgement, 'verdict' | 'remediations' | 'inherited'> {
  /** The policy document that was used. */
  readonly policy: Readonly<Record<string, unknown>>;
  readonly comparison: string | null;
}

/** An evaluation as the API shows it. */
export function toResult(shown: Shown, detail: boolean): PolicyEvaluationResult {
  const { verdict, policy, comparison } = shown;
  return {
    evaluation_time: verdict.digests.clock,
    evaluation_problems: verdict.problems.map(({ severity, problemType, details }) => ({
      severity,
      problem_type: problemType,
      details,
    })),
    status: verdict.status,
    final_action: verdict.finalAction,
    final_action_reason: verdict.finalActionReason,
    image_allowlisted: verdict.matchedAllowlistedImage !== null,
    matched_allowlisted_images_rule: partOf(policy, 'allowlisted_images', verdict.matchedAllowlistedImage),
    image_denylisted: verdict.matchedDenylistedImage !== null,
    matched_denylisted_images_rule: partOf(policy, 'denylisted_images', verdict.matchedDenylistedImage),
    image_mapped_to_rule: verdict.imageMappedToRule,
    matched_mapping_rule: partOf(policy, 'mappings', verdict.matchedMapping),
    number_of_findings: verdict.findings.length,
    comparison_image_digest: comparison,
    details: detail ? toDetails(shown) : null,
  };
}

function toDetails({ verdict, policy, remediations, inherited }: Shown) {
  return {
    policy: policy as Policy,
    policy_action: verdict.policyAction,
    findings: verdict.findings.map((finding, at) => toFinding(finding, inherited?.[at] ?? null)),
    remediations: remediations.map(({ triggerIds, message, preferred }) => ({
      trigger_ids: [...triggerIds],
      suggestions: [{ message, preferred }],
    })),
  };
}

function toFinding(finding: Finding, inherited: boolean | null) {
  const { allowlistMatch } = finding;
  return {
    trigger_id: finding.triggerId,
    gate: finding.gate,
    trigger: finding.trigger,
    message: finding.message,
    action: finding.action,
    // The wire's word for the rule set that holds the rule.
    policy_id: finding.ruleSetId,
    rule_id: finding.ruleId,
    recommendation: finding.recommendation,
    allowlisted: finding.allowlisted,
    allowlist_match: allowlistMatch && {
      id: allowlistMatch.id,
      name: allowlistMatch.name,
      matched_rule_id: allowlistMatch.matchedRuleId,
    },
    inherited_from_base: inherited,
  };
}

/** A part of the policy document, whole, by its id. */
function partOf<T>(policy: Shown['policy'], list: string, named: { readonly id: string } | null): T | null {
  if (named === null) return null;
  const parts = listOf(policy[list]) as readonly { readonly id: string }[];
  return (parts.find(({ id }) => id === named.id) as T | undefined) ?? null;
}

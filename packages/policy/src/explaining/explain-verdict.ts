import type { Action, EvaluationProblem, Finding, InputDigests, PolicyFacts, RuleResult, Verdict } from '@gantry/core';
import type { Policy, Rule, RuleParameter } from '../model/types.ts';
import { type Evidence, evidenceFinder } from './evidence.ts';

/** A finding of the tree with what it rests on. */
export interface FindingNode {
  readonly triggerId: string;
  readonly message: string;
  readonly action: Action;
  readonly allowedBy: { readonly id: string; readonly name: string; readonly item: string } | null;
  readonly fix: Finding['fix'];
  readonly evidence: Evidence;
}

/** A rule of the tree: what it asked, what became of it, and what it found. */
export interface RuleNode {
  readonly id: string;
  readonly gate: string;
  readonly trigger: string;
  readonly action: Action;
  readonly outcome: RuleResult['outcome'];
  /** Why it could not be judged, or only in part; why it does not apply. */
  readonly because: readonly string[];
  readonly parameters: readonly RuleParameter[];
  readonly description: string;
  readonly recommendation: string;
  readonly controlIds: readonly string[];
  readonly findings: readonly FindingNode[];
}

/** A rule set of the tree; its action is the most severe of its findings. */
export interface RuleSetNode {
  readonly id: string;
  readonly name: string;
  readonly action: Action;
  readonly rules: readonly RuleNode[];
}

/** A verdict as the tree that led to it. */
export interface EvaluationTree {
  readonly action: Action;
  readonly reason: Verdict['finalActionReason'];
  /** Before allowed and denied images were looked at. */
  readonly policyAction: Action;
  readonly policy: { readonly id: string; readonly name: string };
  /** The tag that the mappings saw. */
  readonly tag: string | null;
  readonly inputs: InputDigests;
  readonly deniedBy: { readonly id: string; readonly name: string } | null;
  readonly allowedBy: { readonly id: string; readonly name: string } | null;
  readonly mapping: {
    readonly id: string;
    readonly name: string;
    /** Its place in the list, 1 for the first; null for mappings of source trees and SBOMs. */
    readonly place: number | null;
    readonly allowlists: readonly string[];
  } | null;
  readonly ruleSets: readonly RuleSetNode[];
  /** Items that cover findings, and how many. */
  readonly allowlistHits: readonly { readonly list: string; readonly item: string; readonly findings: number }[];
  readonly problems: readonly EvaluationProblem[];
}

/** Lays a verdict out as the tree that led to it: policy, mapping, rule sets, rules, findings, evidence. */
export function explainVerdict(verdict: Verdict, policy: Policy, facts: PolicyFacts): EvaluationTree {
  const find = evidenceFinder(facts);
  return {
    action: verdict.finalAction,
    reason: verdict.finalActionReason,
    policyAction: verdict.policyAction,
    policy: { id: verdict.policyId, name: verdict.policyName },
    tag: facts.tag,
    inputs: verdict.digests,
    deniedBy: verdict.matchedDenylistedImage,
    allowedBy: verdict.matchedAllowlistedImage,
    mapping: mappingOf(verdict, policy),
    ruleSets: ruleSetsOf(verdict, policy, find),
    allowlistHits: hitsOf(verdict.findings),
    problems: verdict.problems,
  };
}

function mappingOf({ matchedMapping }: Verdict, policy: Policy): EvaluationTree['mapping'] {
  if (matchedMapping === null) return null;
  const { id, name } = matchedMapping;
  const place = policy.mappings.findIndex((mapping) => mapping.id === id);
  const all = [...policy.mappings, ...policy.sourceMappings, ...policy.sbomMappings];
  const allowlists = all.find((mapping) => mapping.id === id)?.allowlistIds ?? [];
  return { id, name, place: place < 0 ? null : place + 1, allowlists };
}

function ruleSetsOf(verdict: Verdict, policy: Policy, find: (finding: Finding) => Evidence): RuleSetNode[] {
  const sets = new Map(policy.ruleSets.map((set) => [set.id, set]));
  const ids = [...new Set(verdict.rules.map(({ ruleSetId }) => ruleSetId))];
  return ids.map((id) => {
    const set = sets.get(id);
    const rules = new Map(set?.rules.map((rule) => [rule.id, rule]));
    const nodes = verdict.rules
      .filter(({ ruleSetId }) => ruleSetId === id)
      .map((result) => ruleNode(result, rules.get(result.ruleId), { verdict, find }));
    return { id, name: set?.name ?? '', action: mostSevere(nodes), rules: nodes };
  });
}

function ruleNode(
  result: RuleResult,
  rule: Rule | undefined,
  { verdict, find }: { readonly verdict: Verdict; readonly find: (finding: Finding) => Evidence },
): RuleNode {
  const { ruleId: id, gate, trigger, action, outcome, because, firstFinding, findings } = result;
  const own = verdict.findings.slice(firstFinding, firstFinding + findings);
  return {
    ...{ id, gate, trigger, action, outcome, because },
    parameters: rule?.params ?? [],
    description: rule?.description ?? '',
    recommendation: rule?.recommendation ?? '',
    controlIds: rule?.controlIds ?? [],
    findings: own.map((finding) => findingNode(finding, find(finding))),
  };
}

function findingNode(finding: Finding, evidence: Evidence): FindingNode {
  const { triggerId, message, action, allowlistMatch: match, fix } = finding;
  const allowedBy = match && { id: match.id, name: match.name, item: match.matchedRuleId };
  return { triggerId, message, action, allowedBy, fix, evidence };
}

function mostSevere(rules: readonly RuleNode[]): Action {
  const actions = new Set(rules.flatMap(({ findings }) => findings.map(({ action }) => action)));
  if (actions.has('stop')) return 'stop';
  return actions.has('warn') ? 'warn' : 'go';
}

function hitsOf(findings: readonly Finding[]): EvaluationTree['allowlistHits'] {
  const hits = new Map<string, { list: string; item: string; findings: number }>();
  for (const { allowlistMatch: match } of findings) {
    if (!match) continue;
    const key = JSON.stringify([match.id, match.matchedRuleId]);
    const hit = hits.get(key) ?? { list: match.name || match.id, item: match.matchedRuleId, findings: 0 };
    hits.set(key, { ...hit, findings: hit.findings + 1 });
  }
  return [...hits.values()];
}

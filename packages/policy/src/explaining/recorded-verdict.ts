import type { Action, EvaluationProblem, Finding, InputDigests, PolicyFacts, Verdict } from '@gantry/core';

/** A finding as it is kept and compared: with the name of its package, so that it needs no bill beside it. */
export interface RecordedFinding {
  readonly ruleSetId: string;
  readonly ruleId: string;
  readonly gate: string;
  readonly trigger: string;
  readonly triggerId: string;
  readonly message: string;
  readonly action: Action;
  readonly allowlisted: boolean;
  /** Name of the allowlist and id of the item that cover it. */
  readonly allowedBy: { readonly name: string; readonly item: string } | null;
  readonly vulnerability: string | null;
  readonly package: { readonly kind: string; readonly name: string; readonly version: string | null } | null;
  readonly path: string | null;
}

/** A verdict as documents keep it: what two of them need to be compared. */
export interface RecordedVerdict {
  readonly action: Action;
  readonly reason: Verdict['finalActionReason'];
  readonly policy: { readonly id: string; readonly name: string };
  readonly digests: InputDigests;
  readonly findings: readonly RecordedFinding[];
  readonly problems: readonly EvaluationProblem[];
}

/** What is kept of a verdict; the facts give the names of the packages. */
export function recordVerdict(verdict: Verdict, facts: PolicyFacts): RecordedVerdict {
  const packages = new Map(facts.bill.packages.map((one) => [one.id, one]));
  return {
    action: verdict.finalAction,
    reason: verdict.finalActionReason,
    policy: { id: verdict.policyId, name: verdict.policyName },
    digests: verdict.digests,
    findings: verdict.findings.map((finding) => recordFinding(finding, packages)),
    problems: verdict.problems,
  };
}

type Packages = ReadonlyMap<string, { readonly kind: string; readonly name: string; readonly version: string | null }>;

function recordFinding(finding: Finding, packages: Packages): RecordedFinding {
  const { ruleSetId, ruleId, gate, trigger, triggerId, message, action, allowlisted, vulnerability, path } = finding;
  const found = finding.packageId === null ? undefined : packages.get(finding.packageId);
  const { allowlistMatch } = finding;
  return {
    ...{ ruleSetId, ruleId, gate, trigger, triggerId, message, action, allowlisted, vulnerability, path },
    allowedBy: allowlistMatch && { name: allowlistMatch.name, item: allowlistMatch.matchedRuleId },
    package: found === undefined ? null : { kind: found.kind, name: found.name, version: found.version },
  };
}

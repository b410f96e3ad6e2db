import { canonicalJson, type PolicyFacts, sha256OfText, type Verdict } from '@gantry/core';
import { evaluate, type Policy, pathToGreen } from '@gantry/policy';
import { type Remediation, remediationsOf } from './remediations.ts';

/** A verdict and what the API tells besides. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly remediations: readonly Remediation[];
  /** For each finding: is it one of the base image too? Null when nothing was compared. */
  readonly inherited: readonly boolean[] | null;
  /** One hash over what was said, without the clock: two judgements of one outcome say the same. */
  readonly outcome: string;
}

/** What is judged. */
export interface Case {
  readonly facts: PolicyFacts;
  /** The base image under the same tag, so that the same rules are run. */
  readonly baseFacts: PolicyFacts | null;
  readonly policy: Policy;
  readonly now: Date;
  readonly digests: { readonly sbom: string; readonly advisories: string; readonly inspection?: string };
}

/** Evaluates a case: pure. */
export function judge({ facts, baseFacts, policy, now, digests }: Case): Judgement {
  const input = { facts, policy, now: now.toISOString(), digests };
  const verdict = evaluate(input);
  const green = verdict.finalAction === 'stop' ? pathToGreen(input) : null;
  const base = baseFacts && evaluate({ ...input, facts: baseFacts });
  return {
    verdict,
    remediations: remediationsOf(verdict.findings, green?.edits ?? [], green?.acceptances),
    inherited: base && inheritedOf(verdict, base),
    outcome: outcomeOf(verdict),
  };
}

/** A finding is inherited when the same trigger says the same of the base. */
function inheritedOf(verdict: Verdict, base: Verdict): boolean[] {
  const known = new Set(base.findings.map(keyOf));
  return verdict.findings.map((finding) => known.has(keyOf(finding)));
}

function keyOf({ gate, trigger, triggerId }: Verdict['findings'][number]): string {
  return `${gate} ${trigger} ${triggerId}`;
}

function outcomeOf({ finalAction, finalActionReason, policyAction, findings, problems }: Verdict): string {
  return sha256OfText(
    canonicalJson({
      final: [finalAction, finalActionReason, policyAction],
      findings: findings.map(({ ruleId, triggerId, action }) => [ruleId, triggerId, action]),
      problems: problems.map(({ severity, problemType }) => [severity, problemType]),
    }),
  );
}

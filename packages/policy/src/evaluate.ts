import {
  type Action,
  canonicalJson,
  type InputDigests,
  type PolicyFacts,
  sha256OfText,
  type Verdict,
} from '@gantry/core';
import { type BoundPolicy, bindPolicy } from './bind-policy.ts';
import { contextDigest } from './context-digest.ts';
import { policyErrors } from './errors.ts';
import { findListed, findMapping } from './find-mapping.ts';
import { gateContext } from './gating/context.ts';
import { allowlistIndex, allowlistsInForce } from './model/allowlisting.ts';
import { readTime } from './model/time.ts';
import { toDocument } from './model/to-document.ts';
import type { Allowlist, Policy } from './model/types.ts';
import { runRules } from './run-rules.ts';
import { toFindings } from './to-findings.ts';
import { gapProblems, policyProblems } from './to-problems.ts';

/** Everything that a verdict depends on. */
export interface EvaluationInput {
  readonly facts: PolicyFacts;
  readonly policy: Policy;
  /** The clock, RFC 3339. */
  readonly now: string;
  /**
   * Digests (sha256) of the bill, of the advisory data and, when there is one, of the inspection. That of the other facts is worked out
   * unless it is given: whoever throws the verdict's digests away saves the work.
   */
  readonly digests: Pick<InputDigests, 'sbom' | 'advisories'> & {
    readonly inspection?: string;
    readonly context?: string;
  };
}

/**
 * Puts facts through a policy: stop, warn or go, with what was found and what could not be judged. Pure: the same
 * input has the same verdict. Fails with `POLICY_BAD_CLOCK` when `now` is no RFC 3339 time.
 */
export function evaluate(input: EvaluationInput): Verdict {
  return evaluateBound(input, bindPolicy(input.policy));
}

/** `evaluate` with the rules of the policy bound by somebody who wants to watch them run. */
export function evaluateBound(input: EvaluationInput, bound: BoundPolicy): Verdict {
  const { facts, policy } = input;
  const now = readTime(input.now);
  if (now === null) throw policyErrors.BAD_CLOCK({ now: input.now });
  const mapping = findMapping(policy, facts);
  const inForce = allowlistsInForce(namedAllowlists(policy, mapping?.allowlistIds ?? []), now);
  const { hits, gaps, rules } = mapping
    ? runRules(bound, mapping, gateContext(facts, now))
    : { hits: [], gaps: [], rules: [] };
  const findings = toFindings(hits, allowlistIndex(inForce));
  const judged = gapProblems(gaps);
  const wrong = policyProblems(bound.problems.filter(({ type }) => type !== 'not_available'));
  const ended = wrong.some(({ problemType }) => problemType === 'end_of_life');
  const broken = wrong.some(({ severity }) => severity === 'error');
  const policyAction = mostSevere([
    ...findings.map(({ action }) => action),
    judged.floor,
    broken ? 'stop' : ended && mapping ? 'warn' : 'go',
  ]);
  const denied = findListed(policy.denylistedImages, facts);
  const allowed = findListed(policy.allowlistedImages, facts);
  const final = finalAction(policyAction, { denied: denied !== null, allowed: allowed !== null, broken });
  return {
    ...final,
    status: final.finalAction === 'stop' ? 'fail' : 'pass',
    policyAction,
    policyId: policy.id,
    policyName: policy.name,
    findings,
    rules,
    problems: [...wrong, ...judged.problems, ...(mapping ? [] : [unmapped(policy)])],
    imageMappedToRule: mapping !== null,
    matchedMapping: named(mapping),
    matchedAllowlistedImage: named(allowed),
    matchedDenylistedImage: named(denied),
    digests: {
      ...input.digests,
      inspection: input.digests.inspection ?? 'none',
      context: input.digests.context ?? contextDigest(facts),
      ...policyDigests(policy, inForce),
      clock: new Date(now).toISOString(),
    },
  };
}

const order: readonly Action[] = ['go', 'warn', 'stop'];

function mostSevere(actions: readonly Action[]): Action {
  return actions.reduce<Action>(
    (worst, action) => (order.indexOf(action) > order.indexOf(worst) ? action : worst),
    'go',
  );
}

/** Deny beats allow; neither can mend a policy that could not be built. */
function finalAction(
  policyAction: Action,
  { denied, allowed, broken }: { denied: boolean; allowed: boolean; broken: boolean },
): Pick<Verdict, 'finalAction' | 'finalActionReason'> {
  if (denied) return { finalAction: 'stop', finalActionReason: 'denylisted' };
  if (allowed && !broken) return { finalAction: 'go', finalActionReason: 'allowlisted' };
  return { finalAction: policyAction, finalActionReason: 'policy_evaluation' };
}

function namedAllowlists(policy: Policy, ids: readonly string[]): Allowlist[] {
  const byId = new Map(policy.allowlists.map((list) => [list.id, list]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

function unmapped(policy: Policy) {
  const details = `no mapping of the policy ${policy.name} accepts the artifact: no rule was run`;
  return { severity: 'warn', problemType: 'unmapped', details } as const;
}

function named(part: { readonly id: string; readonly name: string } | null) {
  return part && { id: part.id, name: part.name };
}

const digestOfPolicy = new WeakMap<Policy, string>();

/** The allowlists have a digest of their own, so the policy's leaves them out; `last_updated` changes nothing. */
function policyDigests(policy: Policy, inForce: readonly Allowlist[]): Pick<InputDigests, 'policy' | 'exceptions'> {
  let digest = digestOfPolicy.get(policy);
  if (digest === undefined) {
    const { allowlists: _lists, last_updated: _when, ...rest } = toDocument(policy);
    digest = sha256OfText(canonicalJson(rest));
    digestOfPolicy.set(policy, digest);
  }
  return { policy: digest, exceptions: sha256OfText(canonicalJson(inForce)) };
}

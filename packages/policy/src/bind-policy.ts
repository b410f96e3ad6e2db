import { catalogue } from './catalogue.ts';
import { type BoundRule, bindRule } from './gating/bind-rule.ts';
import { checkPolicy } from './model/check-policy.ts';
import type { PolicyProblem } from './model/problems.ts';
import type { Policy, Rule, RuleSet } from './model/types.ts';

/** A rule that was given its trigger, or the way in which it was not. */
export type ReadyRule =
  | { readonly kind: 'ready'; readonly rule: Rule; readonly bound: BoundRule }
  | { readonly kind: 'ended' | 'unavailable' | 'broken'; readonly rule: Rule };

/** A policy whose rules have their triggers, and everything that is wrong with it. */
export interface BoundPolicy {
  readonly ruleSets: ReadonlyMap<string, { readonly ruleSet: RuleSet; readonly rules: readonly ReadyRule[] }>;
  readonly problems: readonly PolicyProblem[];
}

/** Policies do not change, and binding compiles patterns: once for each is enough. */
const bound = new WeakMap<Policy, BoundPolicy>();

/** Gives every rule its trigger. */
export function bindPolicy(policy: Policy): BoundPolicy {
  const known = bound.get(policy) ?? bind(policy);
  bound.set(policy, known);
  return known;
}

function bind(policy: Policy): BoundPolicy {
  const problems: PolicyProblem[] = checkPolicy(policy);
  const ruleSets = new Map<string, { ruleSet: RuleSet; rules: ReadyRule[] }>();
  policy.ruleSets.forEach((ruleSet, at) => {
    const rules = ruleSet.rules.map((rule, inner): ReadyRule => {
      const binding = bindRule(catalogue, rule, `/rule_sets/${at}/rules/${inner}`);
      problems.push(...binding.problems);
      return binding.kind === 'ready' ? { kind: 'ready', rule, bound: binding.bound } : { kind: binding.kind, rule };
    });
    if (!ruleSets.has(ruleSet.id)) ruleSets.set(ruleSet.id, { ruleSet, rules });
  });
  return { ruleSets, problems };
}

import type { MatchReport, PolicyFacts } from '@gantry/core';
import type { BoundPolicy, ReadyRule } from '../bind-policy.ts';
import type { GateContext } from '../gating/context.ts';
import type { Policy, Rule } from '../model/types.ts';

/** Rules that look at what changes while an artifact stays as it is: the clock, and the age of the advisories. */
export interface Watch {
  /** The rules, each one wrapped so that `volatile` learns of it. */
  readonly bound: BoundPolicy;
  /** Ids of rules that looked at the clock or at the dates of the advisories since the last `reset`. */
  readonly volatile: Set<string>;
  /** Facts whose dates of advisories tell when they are looked at. */
  watch(facts: PolicyFacts): PolicyFacts;
}

/** Wraps every rule of a bound policy to see what it looks at. */
export function watchPolicy(bound: BoundPolicy): Watch {
  const seen = { touched: false };
  const volatile = new Set<string>();
  const touch = () => {
    seen.touched = true;
  };
  // One for each evaluation: triggers keep what they work out by it.
  const contexts = new WeakMap<GateContext, GateContext>();
  const watched = (context: GateContext): GateContext => {
    const known = contexts.get(context) ?? withWatchedClock(context, touch);
    contexts.set(context, known);
    return known;
  };
  const wrap = (ready: ReadyRule): ReadyRule => {
    if (ready.kind !== 'ready') return ready;
    const run: typeof ready.bound.run = (context) => {
      seen.touched = false;
      const outcome = ready.bound.run(watched(context));
      if (seen.touched) volatile.add(ready.rule.id);
      return outcome;
    };
    return { ...ready, bound: { ...ready.bound, run } };
  };
  const ruleSets = new Map(
    [...bound.ruleSets].map(([id, { ruleSet, rules }]) => [id, { ruleSet, rules: rules.map(wrap) }] as const),
  );
  return { bound: { ...bound, ruleSets }, volatile, watch: (facts) => withWatchedData(facts, touch) };
}

function withWatchedClock({ now, ...rest }: GateContext, touch: () => void): GateContext {
  return {
    ...rest,
    get now() {
      touch();
      return now;
    },
  };
}

function withWatchedData(facts: PolicyFacts, touch: () => void): PolicyFacts {
  if (facts.report === null) return facts;
  const { data, ...rest } = facts.report;
  const report: MatchReport = {
    ...rest,
    get data() {
      touch();
      return data;
    },
  };
  return { ...facts, report };
}

/** The policy with only those of its rules. */
export function onlyRules(policy: Policy, accepts: (rule: Rule) => boolean): Policy {
  const ruleSets = policy.ruleSets.map((set) => ({ ...set, rules: set.rules.filter(accepts) }));
  return { ...policy, ruleSets };
}

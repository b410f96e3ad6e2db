import type { PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { packs } from '../packs/registry.ts';
import { aDocument, verdictOf } from './policies.ts';

interface PackedRule {
  readonly id: string;
  readonly gate: string;
  readonly trigger: string;
  readonly params: readonly unknown[];
}

/** The rules of packs that are made of the library of checks, each once: the same check in another pack is the same rule. */
export const packedRules: readonly PackedRule[] = [
  ...new Map(
    packs
      .filter(({ name }) => name !== 'secure')
      .flatMap(({ policy }) => (policy['rule_sets'] as { rules: PackedRule[] }[]).flatMap((ruleSet) => ruleSet.rules))
      .map(({ id, gate, trigger, params }) => [
        JSON.stringify([id, gate, trigger, params]),
        { id, gate, trigger, params },
      ]),
  ).values(),
];

/** For each rule, facts that it fires on, and facts that it is silent on after it looked; `partly` where it never sees everything. */
export type CheckCases = Readonly<Record<string, readonly [PolicyFacts, PolicyFacts, 'partly'?]>>;

/** Runs the rules of the packs with these ids on their cases. */
export function describeChecks(area: string, cases: CheckCases): void {
  describe(`policy/packs checks of ${area}`, () => {
    it.each(Object.entries(cases))('%s fires and is silent', (id, [loud, quiet, seen = 'evaluated']) => {
      const rules = packedRules.filter((rule) => rule.id === id);
      expect(rules.length, 'some pack has the rule').toBeGreaterThan(0);
      for (const rule of rules) {
        expect(outcome(rule, loud), 'fires').toMatchObject({ fires: true });
        const { problems, ...said } = outcome(rule, quiet);
        expect(said, 'is silent').toEqual({ outcome: seen, fires: false });
        if (seen === 'evaluated') expect(problems).toEqual([]);
      }
    });
  });
}

function outcome(rule: PackedRule, facts: PolicyFacts) {
  const { rules, problems } = verdictOf(aDocument([{ ...rule, action: 'WARN' }]), facts);
  return { outcome: rules[0]?.outcome, fires: (rules[0]?.findings ?? 0) > 0, problems };
}

import type { Finding, PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { aDocument, aRule, ruleProblems, runRule, verdictOf } from './policies.ts';
import { unadvised, unplaced } from './unplaced.ts';

/** Parameters of a rule, short. */
export type RuleParams = Readonly<Record<string, string>>;

/** What is shown of one trigger: at least one case of each kind. */
export interface TriggerCases {
  /** Parameters, facts, and the messages that it raises, in order; a sentence for a trigger that never can. */
  readonly fires: readonly (readonly [RuleParams, PolicyFacts, readonly string[]])[] | string;
  /** Parameters and facts of which it says nothing, having looked at everything; a sentence for a trigger that always speaks. */
  readonly silent: readonly (readonly [RuleParams, PolicyFacts])[] | string;
  /** Parameters that it refuses, and the types of the problems. */
  readonly refuses: readonly (readonly [RuleParams, readonly string[]])[];
  /**
   * Parameters, facts of which something is missing, the types of the problems (`error not_evaluated`), and words that the problem
   * holds. A sentence instead, for a trigger that can always judge: why nothing can be missing.
   */
  readonly missing: readonly (readonly [RuleParams, PolicyFacts, readonly string[], string])[] | string;
}

/**
 * Declares the tests of every trigger of a gate, and fails when a trigger of the catalogue has no cases of some kind. Each gate
 * calls it in its own `cases.test.ts`; `elsewhere` names triggers whose cases are in another file of the gate.
 */
export function describeTriggers(
  gate: string,
  cases: Readonly<Record<string, TriggerCases>>,
  elsewhere: readonly string[] = [],
): void {
  describe(`policy/gates/${gate}: cases`, () => {
    it('has every kind of case for every trigger', () => {
      const declared = catalogue.gates.find(({ name }) => name === gate)?.triggers.map(({ name }) => name);
      expect([...Object.keys(cases), ...elsewhere].sort()).toEqual(declared);
      const thin = Object.entries(cases).filter(([, one]) => Object.values(one).some(({ length }) => length === 0));
      expect(thin.map(([name]) => name)).toEqual([]);
    });
    for (const [trigger, one] of Object.entries(cases)) describeTrigger(`${gate}.${trigger}`, one);
  });
}

function describeTrigger(what: string, { fires, silent, refuses, missing }: TriggerCases): void {
  it.each(typeof fires === 'string' ? [] : fires)(`${what} fires, %#: %j`, (params, facts, messages) => {
    const { messages: found, details } = runRule(what, params, facts);
    expect(found, details).toEqual(messages);
  });
  it.each(typeof fires === 'string' ? [] : fires)(`${what} says where and what to do, %#: %j`, (params, facts) => {
    const { findings } = verdictOf(aDocument([aRule(what, params)]), facts);
    if (!(what in unplaced)) expect(findings.filter(isUnplaced)).toEqual([]);
    if (!(what in unadvised)) expect(findings.filter(({ fix }) => fix === null)).toEqual([]);
  });
  it.each(typeof silent === 'string' ? [] : silent)(`${what} is silent, %#: %j`, (params, facts) => {
    const { problems, ...rest } = runRule(what, params, facts);
    expect(rest).toMatchObject({ messages: [], action: 'go' });
    expect(problems.filter(isOfFacts)).toEqual([]);
  });
  it.each(refuses)(`${what} refuses %j`, (params, problems) => {
    expect(ruleProblems(what, params).filter(isOfFacts)).toEqual(problems);
  });
  it.each(typeof missing === 'string' ? [] : missing)(
    `${what} says what is missing, %#: %j`,
    (params, facts, problems, words) => {
      const result = runRule(what, params, facts);
      expect(result.problems.filter(isOfFacts)).toEqual(problems);
      expect(result.details).toContain(words);
    },
  );
}

function isUnplaced({ packageId, path, layer, line }: Finding): boolean {
  return packageId === null && path === null && layer === null && line === undefined;
}

/** That a trigger is deprecated is said of its rules, whatever the facts. */
function isOfFacts(problem: string): boolean {
  return !problem.endsWith('deprecated');
}

import type { Package, PolicyFacts } from '@gantry/core';
import { newPatternBudget, type PatternBudget } from '../model/patterns/index.ts';

/** What a trigger may look at. */
export interface GateContext {
  readonly facts: PolicyFacts;
  /** The clock of the evaluation in milliseconds since 1970. */
  readonly now: number;
  readonly packages: ReadonlyMap<string, Package>;
  /** Shared by every pattern of one evaluation, so that a hostile policy cannot buy more time with more rules. */
  readonly patternBudget: PatternBudget;
}

/** The context of one evaluation; `now` in milliseconds since 1970. */
export function gateContext(facts: PolicyFacts, now: number): GateContext {
  const packages = new Map(facts.bill.packages.map((one) => [one.id, one]));
  return { facts, now, packages, patternBudget: newPatternBudget() };
}

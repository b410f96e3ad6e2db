import type { Action, EvaluationProblem, Finding } from '@gantry/core';
import { applyEdits } from './apply-edits.ts';
import { type EvaluationInput, evaluate } from './evaluate.ts';
import { type Edit, planEdits, type StillAffected, stopFindings } from './plan-edits.ts';

/** The cheapest known way from stop to anything better, and the proof of it. */
export interface GreenPath {
  /** Those that clear most first. Empty when nothing stops, or nothing is known that helps. */
  readonly edits: readonly Edit[];
  /** What the same policy says of the facts with the provable edits made. */
  readonly verdictAfter: Action;
  /** Findings that would still stop. */
  readonly remaining: readonly Finding[];
  /** Problems of severity error that would still stop. */
  readonly unsolved: readonly EvaluationProblem[];
}

/**
 * Works out the fewest edits that clear the stop findings: for each component the lowest single version that clears
 * all that can be cleared, compared by its own version scheme. Then evaluates the policy again with the edits made:
 * what that says is what it returns, never a promise. Matches that a new version would bring are not known here;
 * `stillAffected` lets a caller with the advisories at hand say more about versions between two fixes.
 */
export function pathToGreen(input: EvaluationInput & { readonly stillAffected?: StillAffected }): GreenPath {
  const before = evaluate(input);
  const edits = planEdits(stopFindings(before.findings), input.facts, input.stillAffected);
  const after = evaluate({ ...input, facts: applyEdits(input.facts, edits, input.stillAffected) });
  return {
    edits,
    verdictAfter: after.finalAction,
    remaining: after.finalAction === 'stop' ? stopFindings(after.findings) : [],
    unsolved: after.problems.filter(({ severity }) => severity === 'error'),
  };
}

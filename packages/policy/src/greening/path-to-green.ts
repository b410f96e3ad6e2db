import type { Verdict } from '@gantry/core';
import { bindPolicy } from '../bind-policy.ts';
import { type EvaluationInput, evaluate, evaluateBound } from '../evaluate.ts';
import { acceptancesFor, withAcceptances } from './accept-findings.ts';
import { applyEdits } from './apply-edits.ts';
import { furtherUpgrades } from './further-upgrades.ts';
import { planEdits } from './plan-edits.ts';
import { stopFindings } from './stop-findings.ts';
import { lineTrials } from './try-lines.ts';
import type { Edit, GreenPath, StillAffected } from './types.ts';

/** A verdict and how to turn it. */
export type GreenInput = EvaluationInput & { readonly stillAffected?: StillAffected };

/**
 * Works out the fewest edits that clear the stop findings: for each component the lowest single version that clears
 * all that can be cleared, compared by its own version scheme; another base image where it does the work of several. Then evaluates
 * the policy again with the edits made: what that says is what it returns, never a promise. Matches that a new version would bring are
 * not known here; `stillAffected` lets a caller with the advisories at hand say more about versions between two fixes.
 */
export function pathToGreen(input: GreenInput): GreenPath {
  const { facts, stillAffected } = input;
  const before = evaluate(input);
  const stops = stopFindings(before.findings);
  const plan = planEdits(stops, facts, { stillAffected, tryLines: lineTrials(input) });
  const planned = plan.edits.filter(({ proven }) => proven);
  const more = furtherUpgrades(input, planned);
  const made = [...planned, ...more];
  const solved = { ...input, facts: applyEdits(facts, made, stillAffected) };
  const after = evaluate(solved);
  const remaining = stopFindings(after.findings);
  const left = new Set(remaining.map(({ triggerId }) => triggerId));
  const hadEffect = made.every(({ clears }) => clears.every((id) => !left.has(id)));
  return {
    edits: [...plan.edits, ...more].flatMap((edit) => proven(edit, left)),
    optimal: plan.optimal && hadEffect && more.length === 0,
    verdictAfter: after.finalAction,
    remaining: after.finalAction === 'stop' ? remaining : [],
    unsolved: after.problems.filter(({ severity }) => severity === 'error'),
    ...lastResort(solved, after),
  };
}

/** An edit claims only what the evaluation shows; one that clears nothing for good is left out. */
function proven(edit: Edit, left: ReadonlySet<string>): Edit[] {
  if (!edit.proven || edit.clears.every((id) => !left.has(id))) return [edit];
  const clears = edit.clears.filter((id) => !left.has(id));
  return clears.length === 0 ? [] : [{ ...edit, clears }];
}

function lastResort(solved: EvaluationInput, after: Verdict): Pick<GreenPath, 'acceptances' | 'verdictAccepted'> {
  const nothing = { acceptances: [], verdictAccepted: null };
  if (after.finalAction !== 'stop' || after.finalActionReason !== 'policy_evaluation') return nothing;
  const acceptances = acceptancesFor(stopFindings(after.findings), solved.facts, solved.now);
  if (acceptances === null) return nothing;
  const policy = withAcceptances(solved.policy, acceptances, after);
  // The rules are the same; only the allowlists differ.
  const { finalAction } = evaluateBound({ ...solved, policy }, bindPolicy(solved.policy));
  return finalAction === 'stop' ? nothing : { acceptances, verdictAccepted: finalAction };
}

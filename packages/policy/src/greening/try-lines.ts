import { type BoundPolicy, bindPolicy } from '../bind-policy.ts';
import { type EvaluationInput, evaluateBound } from '../evaluate.ts';
import { applyEdits } from './apply-edits.ts';
import type { TryLines } from './plan-edits.ts';
import { findingKey, stopFindings } from './stop-findings.ts';
import type { Piece } from './types.ts';

/** More lines than this are not tried one by one: what they were asked for is taken for what they do, until all are made. */
const mostTried = 20;

/** Gates that a line of a Dockerfile can change the mind of. */
const gates: ReadonlySet<string> = new Set(['dockerfile', 'metadata']);

/**
 * Makes each line alone and asks the rules about the Dockerfile and the configuration again: one USER may do for two rules, and a COPY
 * may break another. A line does what another was made for when none of that one's findings is left, and no rule says something new.
 */
export function lineTrials(input: EvaluationInput): TryLines {
  return (lines) => {
    if (lines.length > mostTried) return lines.map((line) => [line]);
    const bound = onlyGates(bindPolicy(input.policy));
    return lines.map((line) => effectsOf(line, { input, bound, lines }));
  };
}

function effectsOf(
  line: Piece,
  { input, bound, lines }: { input: EvaluationInput; bound: BoundPolicy; lines: readonly Piece[] },
): readonly Piece[] {
  const before = stopFindings(evaluateBound(input, bound).findings);
  const edit = { ...line.remedy, packageIds: [], clears: line.clears, proven: true };
  const after = stopFindings(evaluateBound({ ...input, facts: applyEdits(input.facts, [edit]) }, bound).findings);
  const known = new Set(before.map(findingKey));
  const restless = new Set(after.filter((one) => !known.has(findingKey(one))).map(({ ruleId }) => ruleId));
  const left = new Set(after.map(({ triggerId }) => triggerId));
  for (const { ruleId, triggerId } of before) if (restless.has(ruleId)) left.add(triggerId);
  const isNew = after.some(({ ruleId }) => restless.has(ruleId) && !before.some((one) => one.ruleId === ruleId));
  return isNew ? [] : lines.filter(({ clears }) => clears.every((id) => !left.has(id)));
}

/** The policy without rules that lines of a Dockerfile do not matter to. */
function onlyGates(bound: BoundPolicy): BoundPolicy {
  const ruleSets = [...bound.ruleSets].map(([id, { ruleSet, rules }]) => {
    const kept = rules.filter(({ rule }) => gates.has(rule.gate.toLowerCase()));
    return [id, { ruleSet, rules: kept }] as const;
  });
  return { ...bound, ruleSets: new Map(ruleSets) };
}

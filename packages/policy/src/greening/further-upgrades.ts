import type { Finding, Match } from '@gantry/core';
import { type BoundPolicy, bindPolicy } from '../bind-policy.ts';
import { type EvaluationInput, evaluateBound } from '../evaluate.ts';
import { applyEdits } from './apply-edits.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { packagePieces, type Wish } from './package-edits.ts';
import { stopFindings } from './stop-findings.ts';
import type { Edit, StillAffected } from './types.ts';

/** One finding about several vulnerabilities of several packages: it names none of them. */
const aboutSeveral: ReadonlySet<string> = new Set(['count', 'denylist']);

/** So many upgrades are looked at one by one for those that can be left out. */
const mostPruned = 20;

/**
 * Upgrades for findings about several vulnerabilities together (too many of a severity; a list of them), beside the edits that are made
 * anyway: components with most fixable vulnerabilities first, as few as the evaluation says are enough, and of those none that can be
 * left out. Empty when there is no such finding, or all upgrades together do not help.
 */
export function furtherUpgrades(
  input: EvaluationInput & { readonly stillAffected?: StillAffected },
  made: readonly Edit[],
): Edit[] {
  const bound = onlyAboutSeveral(bindPolicy(input.policy));
  const openWith = (edits: readonly Edit[]): Finding[] => {
    const facts = applyEdits(input.facts, [...made, ...edits], input.stillAffected);
    return stopFindings(evaluateBound({ ...input, facts }, bound).findings);
  };
  const hasRules = [...bound.ruleSets.values()].some(({ rules }) => rules.length > 0);
  const open = hasRules ? openWith([]).filter(isAboutSeveral) : [];
  if (open.length === 0) return [];
  const candidates = upgradesFor(input, made, [...new Set(open.map(({ triggerId }) => triggerId))]);
  // A list of two becomes a list of one: the rule has to be silent.
  const rules = new Set(open.map(({ ruleId }) => ruleId));
  const isEnough = (edits: readonly Edit[]) => !openWith(edits).some(({ ruleId }) => rules.has(ruleId));
  if (!isEnough(candidates)) return [];
  return pruned(shortestStart(candidates, isEnough), isEnough);
}

function isAboutSeveral({ packageId, vulnerability }: Finding): boolean {
  return packageId === null && vulnerability === null;
}

/** Other rules have no say here, and need not be asked. */
function onlyAboutSeveral(bound: BoundPolicy): BoundPolicy {
  const ruleSets = [...bound.ruleSets].map(([id, { ruleSet, rules }]) => {
    const kept = rules.filter(
      (one) =>
        one.kind === 'ready' &&
        one.bound.gate.name === 'vulnerabilities' &&
        aboutSeveral.has(one.bound.trigger.name) &&
        one.rule.action === 'stop',
    );
    return [id, { ruleSet, rules: kept }] as const;
  });
  return { ...bound, ruleSets: new Map(ruleSets) };
}

/** One upgrade for each component with a fixed version that no edit changes yet, best first. */
function upgradesFor(
  { facts, stillAffected }: EvaluationInput & { readonly stillAffected?: StillAffected },
  made: readonly Edit[],
  triggerIds: readonly string[],
): Edit[] {
  const changed = new Set(made.flatMap(({ packageIds }) => packageIds));
  const fixable = (facts.report?.matches ?? []).filter(
    ({ fix, packageId }) => fix.versions.length > 0 && !changed.has(packageId),
  );
  const pieces = packagePieces(fixable.map(toWish), facts, { stillAffected, baseLayers: new Set() });
  const { edits } = candidatesOf(pieces, { lines: [], does: [] });
  return edits.sort((a, b) => worth(b) - worth(a)).map(({ edit }) => ({ ...edit, clears: triggerIds }));
}

function toWish({ packageId, vulnerability }: Match): Wish {
  return { triggerId: vulnerability, packageId, vulnerability, fix: null };
}

function worth({ edit }: Candidate): number {
  return edit.clears.length;
}

/** The fewest from the start of the list that are enough, by halves: more upgrades never bring such a finding back. */
function shortestStart(edits: readonly Edit[], isEnough: (edits: readonly Edit[]) => boolean): Edit[] {
  let low = 1;
  let high = edits.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(edits.slice(0, middle))) high = middle;
    else low = middle + 1;
  }
  return edits.slice(0, high);
}

function pruned(edits: readonly Edit[], isEnough: (edits: readonly Edit[]) => boolean): Edit[] {
  if (edits.length > mostPruned) return [...edits];
  return edits.reduce<readonly Edit[]>((kept, edit) => {
    const without = kept.filter((one) => one !== edit);
    return isEnough(without) ? without : kept;
  }, edits) as Edit[];
}

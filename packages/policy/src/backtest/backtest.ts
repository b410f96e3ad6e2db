import { type Action, byCodeUnit } from '@gantry/core';
import type { Policy } from '../model/types.ts';
import { createReplayer, type Replayer } from './replayer.ts';
import type { EvaluationOutcome, StoredEvaluation } from './stored-evaluation.ts';

/** An image whose newest verdict would be another one. */
export interface FlippedImage {
  readonly image: string;
  readonly tag: string | null;
  readonly team: string | null;
  readonly clock: string;
  readonly before: Action;
  readonly after: Action;
}

/** Findings of action stop that a rule would bring or take away, over all evaluations. */
export interface RuleChange {
  readonly ruleId: string;
  readonly added: number;
  readonly removed: number;
  /** Evaluations in which it changes something. */
  readonly evaluations: number;
}

/** What the policy would mean for a team. */
export interface TeamChange {
  /** Null for images that nothing says the team of. */
  readonly team: string | null;
  readonly evaluations: number;
  readonly flipped: number;
  readonly added: number;
  readonly removed: number;
}

/** What a candidate policy would have said. */
export interface BacktestResult {
  readonly evaluations: number;
  readonly replayed: number;
  /** Whole evaluations that were made: contents that differ. */
  readonly distinct: number;
  /** Evaluations that could not be repeated, by reason. */
  readonly notReplayed: readonly { readonly because: string; readonly count: number }[];
  /** Evaluations by what they were and would be: `go stop`. */
  readonly transitions: Readonly<Record<string, number>>;
  /** Images by their newest evaluation; in order of names, at most `mostImages`. */
  readonly flips: readonly FlippedImage[];
  /** Images that flip, also those beyond the list. */
  readonly flippedImages: number;
  readonly images: number;
  readonly rules: readonly RuleChange[];
  readonly teams: readonly TeamChange[];
}

/** Flipped images that a result lists. */
const mostImages = 10_000;

/** A back-test under way: evaluations are handed in one by one, so that others may have their turn in between. */
export interface Backtest {
  add(stored: StoredEvaluation): void;
  result(): BacktestResult;
}

/** Options of a back-test. */
export interface BacktestOptions {
  /** Compare with what this policy says of the same facts, instead of with the stored verdicts. */
  readonly against?: Policy;
}

/** Starts a back-test of a candidate policy. */
export function createBacktest(candidate: Policy, { against }: BacktestOptions = {}): Backtest {
  const ours = createReplayer(candidate);
  const theirs = against ? createReplayer(against) : null;
  const tally = newTally();
  return {
    add(stored) {
      tally.evaluations++;
      const after = ours.replay(stored);
      const before = theirs?.replay(stored) ?? stored.outcome;
      if (typeof after === 'string') count(tally.notReplayed, after);
      else if (typeof before === 'string') count(tally.notReplayed, before);
      else compare(tally, stored, { before, after });
    },
    result: () => toResult(tally, ours),
  };
}

/** Replays a candidate policy over evaluations that took place: which images flip, by rule and by team. */
export function replay(
  candidate: Policy,
  evaluations: Iterable<StoredEvaluation>,
  options: BacktestOptions = {},
): BacktestResult {
  const backtest = createBacktest(candidate, options);
  for (const stored of evaluations) backtest.add(stored);
  return backtest.result();
}

interface Tally {
  evaluations: number;
  readonly notReplayed: Map<string, number>;
  readonly transitions: Map<string, number>;
  readonly newest: Map<string, FlippedImage>;
  readonly rules: Map<string, { added: number; removed: number; evaluations: number }>;
  readonly teams: Map<string | null, { evaluations: number; flipped: number; added: number; removed: number }>;
}

function newTally(): Tally {
  return {
    evaluations: 0,
    notReplayed: new Map(),
    transitions: new Map(),
    newest: new Map(),
    rules: new Map(),
    teams: new Map(),
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

interface Both {
  readonly before: EvaluationOutcome;
  readonly after: EvaluationOutcome;
}

function compare(tally: Tally, stored: StoredEvaluation, { before, after }: Both): void {
  const { image, tag, team, clock } = stored;
  count(tally.transitions, `${before.action} ${after.action}`);
  const newest = tally.newest.get(image);
  if (!newest || newest.clock <= clock) {
    tally.newest.set(image, { image, tag, team, clock, before: before.action, after: after.action });
  }
  const changed = teamOf(tally, team);
  changed.evaluations++;
  if (before.action !== after.action) changed.flipped++;
  for (const rule of new Set([...Object.keys(before.stops), ...Object.keys(after.stops)])) {
    const more = (after.stops[rule] ?? 0) - (before.stops[rule] ?? 0);
    if (more === 0) continue;
    const known = tally.rules.get(rule) ?? { added: 0, removed: 0, evaluations: 0 };
    tally.rules.set(rule, known);
    known.evaluations++;
    const way = more > 0 ? 'added' : 'removed';
    known[way] += Math.abs(more);
    changed[way] += Math.abs(more);
  }
}

function teamOf({ teams }: Tally, team: string | null) {
  const known = teams.get(team) ?? { evaluations: 0, flipped: 0, added: 0, removed: 0 };
  teams.set(team, known);
  return known;
}

function toResult(tally: Tally, replayer: Replayer): BacktestResult {
  const flips = [...tally.newest.values()].filter(({ before, after }) => before !== after);
  const skipped = [...tally.notReplayed].map(([because, number]) => ({ because, count: number }));
  return {
    evaluations: tally.evaluations,
    replayed: tally.evaluations - skipped.reduce((sum, one) => sum + one.count, 0),
    distinct: replayer.evaluated,
    notReplayed: skipped.sort((a, b) => b.count - a.count || byCodeUnit(a.because, b.because)),
    transitions: Object.fromEntries([...tally.transitions].sort(([a], [b]) => byCodeUnit(a, b))),
    flips: flips.sort((a, b) => byCodeUnit(a.image, b.image)).slice(0, mostImages),
    flippedImages: flips.length,
    images: tally.newest.size,
    rules: [...tally.rules]
      .map(([ruleId, change]) => ({ ruleId, ...change }))
      .sort((a, b) => b.added + b.removed - (a.added + a.removed) || byCodeUnit(a.ruleId, b.ruleId)),
    teams: [...tally.teams]
      .map(([team, change]) => ({ team, ...change }))
      .sort((a, b) => b.flipped - a.flipped || byCodeUnit(a.team ?? '', b.team ?? '')),
  };
}

import { byCodeUnit } from '@gantry/core';
import type { BacktestResult } from '@gantry/policy';

/** The result of a replay whose images were dealt out: no image is in two of the parts. */
export function joinResults(parts: readonly BacktestResult[]): BacktestResult {
  const sum = (pick: (part: BacktestResult) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    evaluations: sum((part) => part.evaluations),
    replayed: sum((part) => part.replayed),
    distinct: sum((part) => part.distinct),
    flippedImages: sum((part) => part.flippedImages),
    images: sum((part) => part.images),
    flips: parts
      .flatMap(({ flips }) => flips)
      .sort((a, b) => byCodeUnit(a.image, b.image))
      .slice(0, mostFlips(parts)),
    transitions: Object.fromEntries(
      joined(
        parts.flatMap(({ transitions }) => Object.entries(transitions).map(([change, count]) => ({ change, count }))),
        ({ change }) => change,
      )
        .map(({ change, count }) => [change, count] as const)
        .sort(([a], [b]) => byCodeUnit(a, b)),
    ),
    notReplayed: joined(
      parts.flatMap(({ notReplayed }) => notReplayed),
      ({ because }) => because,
    ).sort((a, b) => b.count - a.count || byCodeUnit(a.because, b.because)),
    rules: joined(
      parts.flatMap(({ rules }) => rules),
      ({ ruleId }) => ruleId,
    ).sort((a, b) => b.added + b.removed - (a.added + a.removed) || byCodeUnit(a.ruleId, b.ruleId)),
    teams: joined(
      parts.flatMap(({ teams }) => teams),
      ({ team }) => team,
    ).sort((a, b) => b.flipped - a.flipped || byCodeUnit(a.team ?? '', b.team ?? '')),
  };
}

/** As many as the longest list that a part gave: a list that was cut stays cut. */
function mostFlips(parts: readonly BacktestResult[]): number {
  const whole = parts.every(({ flips, flippedImages }) => flips.length === flippedImages);
  return whole ? Number.POSITIVE_INFINITY : Math.max(...parts.map(({ flips }) => flips.length));
}

/** Rows of the same key as one, their numbers added up. */
function joined<T extends object>(rows: readonly T[], keyOf: (row: T) => string | null): T[] {
  const byKey = new Map<string | null, T>();
  for (const row of rows) {
    const known = byKey.get(keyOf(row));
    byKey.set(keyOf(row), known === undefined ? row : added(known, row));
  }
  return [...byKey.values()];
}

function added<T extends object>(one: T, other: T): T {
  const more = other as Record<string, unknown>;
  const pairs = Object.entries(one).map(([key, value]) => {
    const plus = more[key];
    return [key, typeof value === 'number' && typeof plus === 'number' ? value + plus : value];
  });
  return Object.fromEntries(pairs) as T;
}

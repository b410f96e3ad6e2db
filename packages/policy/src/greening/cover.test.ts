import { describe, expect, it } from 'vitest';
import { cheapestCover } from './cover.ts';

describe('policy/greening/cover', () => {
  it.each([
    ['nothing to do', [], [1], [], true],
    ['what only one does', [[0], [1]], [1, 1], [0, 1], true],
    [
      'one for two',
      [
        [0, 2],
        [1, 2],
      ],
      [1000, 1000, 1001],
      [2],
      true,
    ],
    ['of two equal ones the cheaper', [[0, 1]], [1000, 1001], [0], true],
    ['nothing more when one is made anyway', [[0], [0, 2], [1, 2]], [1000, 1000, 1001], [0, 1], true],
    // Greedy takes 2, which does most at once, and then needs two more.
    [
      'better than greedy',
      [[0, 2], [0, 2], [0], [1, 2], [1, 2], [1]].map((one) => (one.length === 1 ? [...one, 3 + (one[0] ?? 0)] : one)),
      [1, 1, 1, 1, 1],
      [0, 1],
      true,
    ],
    [
      'many that one does better than each',
      Array.from({ length: 10_000 }, (_, at) => [at, 10_000]),
      [...Array<number>(10_000).fill(1000), 1001],
      [10_000],
      true,
    ],
  ])('%s', (_name, needs, cost, chosen, optimal) => {
    expect(cheapestCover({ needs, cost })).toEqual({ chosen, optimal });
  });

  it('does everything and says that it did not look for less when there is too much to try', () => {
    const needs = Array.from({ length: 60 }, (_, at) => [at, (at + 1) % 60, (at + 7) % 60]);
    const { chosen, optimal } = cheapestCover({ needs, cost: Array<number>(60).fill(1) });
    expect(needs.every((one) => one.some((edit) => chosen.includes(edit)))).toBe(true);
    expect(optimal).toBe(false);
  });

  it('finds the smallest of small sets, as trying them all does', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const edits = 3 + (next() % 8);
      const needs = Array.from({ length: 2 + (next() % 10) }, () => [
        ...new Set(Array.from({ length: 1 + (next() % 3) }, () => next() % edits)),
      ]);
      const { chosen, optimal } = cheapestCover({ needs, cost: Array<number>(edits).fill(1) });
      expect([seed, optimal, chosen.length]).toEqual([seed, true, smallest(needs, edits)]);
    }
  });
});

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536);
  };
}

function smallest(needs: readonly (readonly number[])[], edits: number): number {
  let best = edits;
  for (let set = 0; set < 1 << edits; set++) {
    const size = [...set.toString(2)].filter((bit) => bit === '1').length;
    if (size < best && needs.every((one) => one.some((edit) => (set >> edit) & 1))) best = size;
  }
  return best;
}

import { describe, expect, it } from 'vitest';
import { isDue } from './watching.ts';

describe('features/subscriptions/watching', () => {
  const now = new Date('2026-01-02T00:00:00Z');
  it.each<[number, number | null, number, boolean]>([
    [0, null, 60, true],
    [0, 1, 60, true],
    [1, 60, 60, false],
    [1, 90, 60, true],
    [3, 60 * 7, 60, false],
    [3, 60 * 8, 60, true],
    [1_000, 21_000, 60, false],
    [1_000, 21_600, 60, true],
    [1_000, 40_000, 86_400, false],
    [1_000, 86_400, 86_400, true],
  ])('%i failures, %s s ago, every %i s: %s', (failures, ago, every, due) => {
    const checked_at = ago === null ? null : new Date(now.getTime() - ago * 1_000);
    expect(isDue({ account: 'a', id: 'i', failures, checked_at }, now, every)).toBe(due);
  });
});

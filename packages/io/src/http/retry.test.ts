import { describe, expect, it } from 'vitest';
import { backOff, retryAfter } from './retry.ts';

const now = Date.UTC(2024, 0, 2, 3, 4, 5);

describe('http/retry', () => {
  it.each([
    [undefined, undefined],
    ['3', 3000],
    ['0', 0],
    ['Tue, 02 Jan 2024 03:04:15 GMT', 10_000],
    ['Tue, 02 Jan 2024 03:04:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['99999999999999', undefined],
  ])('Retry-After: %s is %s ms', (value, expected) => {
    expect(retryAfter(value, now)).toBe(expected);
  });

  it('waits longer each time, up to a bound', () => {
    expect([1, 2, 3, 20].map((attempt) => backOff(attempt, () => 0))).toEqual([300, 600, 1200, 30_000]);
    expect(backOff(1, () => 1)).toBe(360);
  });
});

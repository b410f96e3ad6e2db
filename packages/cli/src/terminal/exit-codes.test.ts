import type { ErrorKind } from '@gantry/core/errors';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './exit-codes.ts';

const statuses: Record<ErrorKind, number> = {
  usage: 2,
  input: 3,
  missing: 3,
  conflict: 3,
  denied: 3,
  upstream: 3,
  stale: 3,
  limit: 3,
  unsupported: 3,
  bug: 3,
};

describe('terminal/exit-codes', () => {
  it.each(Object.entries(statuses))('%s ends with %d: never 0 or 1, which are verdicts', (kind, status) => {
    expect(exitCodeOf(kind as ErrorKind)).toBe(status);
  });
});

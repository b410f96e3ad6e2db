import type { Validator } from '../../gating/validators.ts';

/** A share in percent, 0 to 100. */
export const percent: Validator<number> = {
  type: 'FloatString',
  says: 'a number from 0 to 100',
  read: (text) => {
    const value = /^\s*\d{1,3}(?:\.\d{1,6})?\s*$/.test(text) ? Number(text) : Number.NaN;
    return value >= 0 && value <= 100
      ? { ok: true, value }
      : { ok: false, because: 'it must be a number from 0 to 100' };
  },
};

/** The share of some in all, in percent; of nothing it is none when there are none, else all. */
export function percentOf(some: number, all: number): number {
  if (all === 0) return some === 0 ? 0 : 100;
  return (some / all) * 100;
}

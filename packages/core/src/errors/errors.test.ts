import { describe, expect, it } from 'vitest';
import { defineErrors, fromPlainError, inPlace, isCodedError, toPlainError } from './index.ts';

const fishErrors = defineErrors('FISH', {
  GONE: { kind: 'missing', says: 'no {what} in {where}', advice: 'Bring a {what}.' },
  ASLEEP: { kind: 'stale', says: 'the fish sleep', advice: 'Wait.' },
});

describe('errors', () => {
  it('an error has the code, the kind and texts with their slots filled', () => {
    const cause = new Error('why');
    const error = fishErrors.GONE({ what: 'carp', where: 'the pond' }, { cause });
    expect(error).toMatchObject({ code: 'FISH_GONE', kind: 'missing', message: 'no carp in the pond', cause });
    expect(error.advice).toBe('Bring a carp.');
  });

  it('the compiler demands every fact that a slot names, and no other', () => {
    // @ts-expect-error: where is missing
    expect(fishErrors.GONE({ what: 'carp' }).message).toBe('no carp in {where}');
    // @ts-expect-error: when is in no text
    expect(fishErrors.GONE({ what: 'carp', where: 'it', when: 'now' }).message).toBe('no carp in it');
    expect(fishErrors.ASLEEP().message).toBe('the fish sleep');
  });

  it('facts are put in as they are, even when they look like slots', () => {
    expect(fishErrors.GONE({ what: '{where} $&', where: '$1' }).message).toBe('no {where} $& in $1');
  });

  it('an error crosses to another thread as data', () => {
    const error = fishErrors.GONE({ what: '{where} {constructor}', where: 'the pond' });
    const back = fromPlainError(structuredClone(toPlainError(error)));
    expect(isCodedError(back)).toBe(true);
    expect(toPlainError(back)).toEqual(toPlainError(error));
  });

  it('an error is told with its place, once', () => {
    const error = fishErrors.GONE({ what: 'carp', where: 'the pond' });
    const placed = inPlace(error, 'garden {what}');
    expect(placed).toMatchObject({ code: error.code, kind: error.kind, facts: error.facts, advice: error.advice });
    expect(placed.message).toBe('garden {what}: no carp in the pond');
    expect(inPlace(placed, 'garden {what}')).toBe(placed);
    expect(inPlace(error, 'the pond')).toBe(error);
  });

  it('the rows stand under their codes', () => {
    expect(Object.keys(fishErrors.rows)).toEqual(['FISH_GONE', 'FISH_ASLEEP']);
  });
});

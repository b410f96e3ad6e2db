import { describe, expect, it } from 'vitest';
import { ruleProblems, runRule, someFacts } from '../../testing/index.ts';

describe('policy/gates/always', () => {
  it('fires', () => {
    const result = runRule('always.always', {}, someFacts({ report: null }));
    expect(result).toMatchObject({ action: 'stop', ids: ['always'], messages: ['Unconditional trigger match'] });
  });
  it('takes no parameters', () => expect(ruleProblems('always.always', { a: 'b' })).toEqual(['unknown_parameter']));
});

import { describe, expect, it } from 'vitest';
import { readSearchPatterns } from './read-patterns.ts';

describe('reading search patterns', () => {
  it.each([
    ['nothing', [], []],
    ['entries', [{ name: 'A', regex: 'a+' }], [{ name: 'A', regex: 'a+' }]],
    ['texts', ['A=b=c'], [{ name: 'A', regex: 'b=c' }]],
  ])('takes %s', async (_case, value, patterns) => {
    expect(await readSearchPatterns(value, 'secret_search')).toEqual(patterns);
  });

  it.each([
    ['no list', { name: 'A', regex: 'a' }, 'SBOM_PATTERNS_INVALID', 'secret_search'],
    ['no regex', [{ name: 'A' }], 'SBOM_PATTERNS_INVALID', 'entry 1'],
    ['no sign', ['A'], 'SBOM_PATTERNS_INVALID', 'entry 1'],
    ['null', ['A=a', null], 'SBOM_PATTERNS_INVALID', 'entry 2'],
    ['a bad name', ['a b=a'], 'SBOM_PATTERNS_INVALID', 'entry 1'],
    ['an empty regex', ['A='], 'SBOM_PATTERN_INVALID', 'A'],
    ['an open group', ['GOOD=a', 'BAD=(a'], 'SBOM_PATTERN_INVALID', 'BAD'],
    ['a lookahead', ['BAD=a(?!b)'], 'SBOM_PATTERN_INVALID', 'BAD'],
    ['a back reference', ['BAD=(a)\\1'], 'SBOM_PATTERN_INVALID', 'BAD'],
    ['too many', Array.from({ length: 501 }, () => 'A=a'), 'SBOM_PATTERNS_INVALID', '500'],
  ])('refuses %s', async (_case, value, code, named) => {
    await expect(readSearchPatterns(value, 'secret_search')).rejects.toMatchObject({
      code,
      message: expect.stringContaining(named),
    });
  });
});

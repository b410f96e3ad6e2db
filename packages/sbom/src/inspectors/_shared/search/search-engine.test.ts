import { memoryAccess } from '@gantry/io/files';
import { describe, expect, it } from 'vitest';
import type { FileSearch, SearchLimits, SearchRule } from './rule.ts';
import { SearchEngine } from './search-engine.ts';
import { searchLimits } from './search-part.ts';

const word: SearchRule = {
  name: 'WORD',
  regex: '\\b(mark_[a-z]{4})\\b',
  near: { keywords: ['mark_'], before: 2, after: 16 },
};
const anywhere: SearchRule = { name: 'ANY', regex: 'z+', near: null };

function search(rules: readonly SearchRule[], bytes: Uint8Array | string, limits?: Partial<SearchLimits>): FileSearch {
  const content = memoryAccess(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return new SearchEngine(rules).search({ path: '/f', content }, { ...searchLimits(2 ** 30), ...limits });
}

describe('searching a file', () => {
  it.each([
    ['at the start', 'mark_abcd', [[1, 0, 9]]],
    ['at the end', 'x\nmark_abcd', [[2, 2, 9]]],
    [
      'twice in a line',
      'mark_abcd mark_efgh',
      [
        [1, 0, 9],
        [1, 10, 9],
      ],
    ],
    ['counting bytes, not characters', '\u4e2d\u00e9\nmark_abcd', [[2, 6, 9]]],
    ['between NUL bytes', '\0\0mark_abcd\0', [[1, 2, 9]]],
    ['a keyword without a match', 'mark_ mark_abc xmark_abcd', []],
    ['a match after a keyword without one', 'mark_mark_abcd mark_wxyz', [[1, 15, 9]]],
    ['nothing', '', []],
  ])('finds %s', (_case, text, places) => {
    const { hits, stopped } = search([word], text);
    expect(hits.map(({ line, offset, length }) => [line, offset, length])).toEqual(places);
    expect(stopped).toBeNull();
  });

  const chunk = 4 * 2 ** 20;
  it.each([-9, -5, -1, 0, 1])('finds what lies across the border of chunks, %i', (shift) => {
    const bytes = Buffer.alloc(chunk * 2 + 100, '\n');
    bytes.write('mark_abcd', chunk + shift);
    expect(search([word], bytes).hits).toEqual([
      { pattern: 'WORD', line: chunk + shift + 1, offset: chunk + shift, length: 9 },
    ]);
  });

  it('finds every one of many, each once', () => {
    const { hits } = search([word], 'mark_abcd '.repeat(5000), { maxHits: 10_000 });
    expect(hits).toHaveLength(5000);
    expect(new Set(hits.map(({ offset }) => offset)).size).toBe(5000);
  });

  it.each<[string, Partial<SearchLimits>, FileSearch['stopped']]>([
    ['hits', { maxHits: 3 }, 'hits'],
    ['effort', { maxTriedBytes: 1000 }, 'effort'],
  ])('stops at the budget of %s', (_case, limits, stopped) => {
    const found = search([word], 'mark_abcd '.repeat(5000), limits);
    expect(found.stopped).toBe(stopped);
    expect(found.hits.length).toBeGreaterThan(0);
  });

  it('does not slow down where keywords are set thick', () => {
    const before = performance.now();
    const { stopped } = search([word], 'mark_'.repeat(400_000));
    expect(stopped).toBeNull();
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('tries expressions without keywords on all of the file', () => {
    expect(search([anywhere, { ...anywhere, name: 'LINE', regex: '(?m)^b.*$' }], 'a\nbzz\nc').hits).toEqual([
      { pattern: 'LINE', line: 2, offset: 2, length: 3 },
      { pattern: 'ANY', line: 2, offset: 3, length: 2 },
    ]);
  });

  it('matches characters beyond ASCII as UTF-8', () => {
    expect(search([{ ...anywhere, regex: '[\u00e9\u4e2d]+' }], 'x\u00e9\u4e2dy').hits).toMatchObject([
      { offset: 1, length: 5 },
    ]);
  });

  it('drops weak hits where others are', () => {
    const weak: SearchRule = { ...word, name: 'WEAK', regex: 'mark_[a-z]+', weak: true };
    expect(search([weak, word], 'mark_abcd mark_abcde').hits.map(({ pattern }) => pattern)).toEqual(['WORD', 'WEAK']);
  });

  it('shows checks the line, and nothing of the next', () => {
    const lines: string[] = [];
    const accepts: SearchRule['accepts'] = ({ line, column, value }) => lines.push(`${line}|${column}|${value}`) < 0;
    search([{ ...word, accepts }], 'one\nkey = mark_abcd;\nthree');
    expect(lines).toEqual(['key = mark_abcd;|6|mark_abcd']);
  });
});

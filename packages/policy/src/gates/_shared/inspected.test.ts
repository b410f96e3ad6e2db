import { describe, expect, it } from 'vitest';
import { gateContext } from '../../gating/context.ts';
import { aHit, anInspection, aSearch, someFacts } from '../../testing/index.ts';
import { inspectionGaps, skippedReasons } from './inspected.ts';
import { filesWithHits } from './search-hits.ts';

const line = (by: string, path: string) => ({ path, by, code: 'X', because: 'damaged' });

describe('policy/gates/_shared/inspected', () => {
  it.each([
    ['its own inspector', 'secret-search', ['1 file could not be read: /a']],
    ['a step before every inspector', 'layer', ['1 file could not be read: /a']],
    ['another inspector', 'hardening', []],
    ['a cataloger', 'npm', []],
  ])('what %s could not read', (_name, by, gaps) => {
    const context = gateContext(someFacts({ inspection: anInspection({ unread: [line(by, '/a')] }) }), 0);
    expect(inspectionGaps(context, 'secretSearch')).toEqual(gaps);
    expect(inspectionGaps(context, 'secretSearch', [{ path: '/a' }])).toEqual([]);
  });

  it('skipped files are told by reason', () => {
    const skipped = ['/a', '/b', '/c', '/d'].map((path) => ({
      path,
      because: path === '/b' ? 'damaged' : 'too large',
    }));
    expect(skippedReasons(skipped)).toEqual([
      '3 files skipped (too large): /a, /c, /d',
      '1 file skipped (damaged): /b',
    ]);
  });

  it('of expressions with one name the first stands in messages', () => {
    const patterns = [
      { name: 'KEY', regex: 'first' },
      { name: 'KEY', regex: 'second' },
    ];
    const search = aSearch([aHit('/a', 'KEY')], { patterns });
    for (const name of ['KEY', 'first', 'second', null]) {
      expect(filesWithHits(search, { name, allLayers: false })).toMatchObject([{ shown: 'KEY=first' }]);
    }
    expect(filesWithHits(search, { name: 'other', allLayers: false })).toEqual([]);
  });
});

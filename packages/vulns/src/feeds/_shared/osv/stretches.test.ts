import type { SchemeName } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { readEvents } from './events.ts';
import { toStretches } from './stretches.ts';

/** `i0 f1.2` is introduced 0, fixed 1.2; `l` is last_affected, `m` is limit. */
function events(text: string): Record<string, string>[] {
  const kinds: Record<string, string> = { i: 'introduced', f: 'fixed', l: 'last_affected', m: 'limit' };
  return text.split(' ').map((word) => ({ [kinds[word[0] as string] as string]: word.slice(1) }));
}

function stretches(text: string, scheme: SchemeName = 'semver'): string {
  const { bounds, unreadable } = readEvents({ type: 'ECOSYSTEM', events: events(text) }, scheme);
  expect(unreadable).toEqual([]);
  const words = toStretches(bounds, scheme).map(({ introduced, fixed, lastAffected }) => {
    const end = fixed === null ? (lastAffected === null ? '...' : `${lastAffected}]`) : `${fixed})`;
    return `[${introduced ?? ''},${end}`;
  });
  return words.join(' ');
}

describe('feeds/_shared/osv/stretches', () => {
  it.each([
    ['one pair', 'i0 f1.2.0', '[,1.2.0)'],
    ['open', 'i1.0.0', '[1.0.0,...'],
    ['everything', 'i0', '[,...'],
    ['last affected', 'i1.0.0 l1.4.0', '[1.0.0,1.4.0]'],
    ['one version', 'i1.0.0 l1.0.0', '[1.0.0,1.0.0]'],
    ['several pairs', 'i0 f1.0.0 i2.0.0 f2.3.0', '[,1.0.0) [2.0.0,2.3.0)'],
    ['pairs and an open end', 'i0 f1.0.0 i2.0.0', '[,1.0.0) [2.0.0,...'],
    ['pairs out of order', 'i2.0.0 f2.3.0 i0 f1.0.0', '[,1.0.0) [2.0.0,2.3.0)'],
    ['fixed before introduced', 'f1.2.0 i0', '[,1.2.0)'],
    ['order by version and not by text', 'i0 f10.0.0 i9.0.0', '[,10.0.0)'],
    ['fixed = introduced is empty', 'i1.0.0 f1.0.0', ''],
    ['... in any order', 'f1.0.0 i1.0.0', ''],
    ['... and does not swallow its neighbour', 'i1.0.0 f1.0.0 i2.0.0 f2.1.0', '[2.0.0,2.1.0)'],
    ['neighbours without a gap', 'i0 f1.0.0 i1.0.0 f2.0.0', '[,1.0.0) [1.0.0,2.0.0)'],
    ['last affected and introduced at one version', 'i0 l1.0.0 i1.0.0 f2.0.0', '[,1.0.0] [1.0.0,2.0.0)'],
    ['a fix that comes twice', 'i0 f1.0.0 f1.1.0', '[,1.0.0)'],
    ['introduced twice', 'i0 i1.0.0 f2.0.0', '[,2.0.0)'],
    ['only a fix', 'f1.0.0', '[,1.0.0)'],
    ['only a last one', 'l1.0.0', '[,1.0.0]'],
    ['fixed before it came', 'i2.0.0 f1.0.0', '[2.0.0,...'],
    ['limit cuts an open end', 'i1.0.0 m2.0.0', '[1.0.0,2.0.0)'],
    ['limit cuts a fix', 'i1.0.0 f3.0.0 m2.0.0', '[1.0.0,2.0.0)'],
    ['limit behind the end', 'i1.0.0 f1.5.0 m2.0.0', '[1.0.0,1.5.0)'],
    ['limit before the start', 'i3.0.0 m2.0.0', ''],
    ['the highest limit counts', 'i1.0.0 m2.0.0 m4.0.0', '[1.0.0,4.0.0)'],
    ['no limit', 'i1.0.0 m*', '[1.0.0,...'],
    ['limit alone', 'm2.0.0', ''],
  ])('%s', (_what, text, expected) => {
    expect(stretches(text)).toBe(expected);
  });

  it.each<[SchemeName, string, string]>([
    ['deb', 'i0 f1:1.0-1 i2.0-1 f2.0-1+deb12u1', '[,2.0-1+deb12u1)'],
    ['deb', 'i0 f1.0~rc1-1 i1.0-1', '[,1.0~rc1-1) [1.0-1,...'],
    ['apk', 'i0 f1.1.1q-r0', '[,1.1.1q-r0)'],
    ['rpm', 'i0 f0:1.2-3.el9_2', '[,0:1.2-3.el9_2)'],
    ['pep440', 'i1.11 f1.11.29 i0 f1.8.19', '[,1.8.19) [1.11,1.11.29)'],
    ['maven', 'i2.0-beta9 f2.3.1 i2.4 f2.12.2', '[2.0-beta9,2.3.1) [2.4,2.12.2)'],
    ['go', 'i0 f1.19.9 i1.20.0-0 f1.20.4', '[,1.19.9) [1.20.0-0,1.20.4)'],
    ['gem', 'i5.3.A f5.3.2', '[5.3.A,5.3.2)'],
  ])('sorts as %s does: %s', (scheme, text, expected) => {
    expect(stretches(text, scheme)).toBe(expected);
  });

  it('reads nothing from commits', () => {
    const range = { type: 'GIT', events: [{ introduced: '0' }, { fixed: 'deadbeef' }] };
    expect(readEvents(range, 'semver')).toEqual({ bounds: [], unreadable: [] });
  });

  it('reports bounds that the scheme cannot read', () => {
    const range = { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: 'not a version!' }] };
    expect(readEvents(range, 'deb').unreadable).toEqual(['fixed not a version!']);
    expect(readEvents(range, null).unreadable).toEqual(['fixed not a version!']);
  });
});

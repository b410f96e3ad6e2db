import { describe, expect, it } from 'vitest';
import { parseYaml } from './yaml.ts';

describe('parseYaml', () => {
  it('reads a document with anchors, aliases and a merge key as it stands', () => {
    expect(parseYaml('a: &x {b: 1}\nc: *x\n"<<": 2\n')).toEqual({ a: { b: 1 }, c: { b: 1 }, '<<': 2 });
  });

  it.each([
    ['a list of millions', `[${'a,'.repeat(600_000)}]`, /more than 1000000 pieces/],
    ['lines of millions', '- a\n'.repeat(400_000), /more than 1000000 pieces/],
    ['documents of millions', '---\n'.repeat(600_000), /more than 1000000 pieces/],
    ['a mapping of many keys', Array.from({ length: 2_001 }, (_, at) => `k${at}: &x${at} v\n`).join(''), /2000 keys/],
    ['a mapping of many keys in one line', `{${'k,'.repeat(2_001)}}`, /2000 keys/],
    ['deep lists', '['.repeat(5_000), /deeper than 100/],
    ['aliases that multiply', 'a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n', /alias/i],
    ['two documents', 'a\n---\nb\n', /more than one document/],
  ])('refuses %s', (_name, text, because) => {
    expect(() => parseYaml(text)).toThrow(because);
  });
});

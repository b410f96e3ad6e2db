import { describe, expect, it } from 'vitest';
import { documentParts, eachOf } from './json-parts.ts';

describe('formats/_shared/json-parts', () => {
  it.each<[string, Record<string, unknown>]>([
    ['plain members', { a: 1, b: 'x\ny', c: null, d: { e: [1, { f: [] }], g: {} } }],
    ['members that are not there', { a: undefined, b: 1, c: undefined }],
    ['empty lists', { a: [] }],
    ['nothing', {}],
    ['lists', { a: [1, 'two', { three: [3] }, []], b: [[{}]] }],
  ])('lays out %s as JSON.stringify does', (_name, document) => {
    const lazy = Object.fromEntries(
      Object.entries(document).map(([name, value]) => [name, Array.isArray(value) ? value.values() : value]),
    );
    const text = `${JSON.stringify(document, null, 1)}\n`;
    expect([...documentParts(document)].join('')).toBe(text);
    expect([...documentParts(lazy)].join('')).toBe(text);
  });

  it('gives each member and each item a line of its own where that is wanted', () => {
    const document = { a: [1, { b: 2 }].values(), c: { d: [3] }, e: [].values() };
    expect([...documentParts(document, 'lines')].join('')).toBe(
      '{\n"a":[\n1,\n{"b":2}\n],\n"c":{"d":[3]},\n"e":[]\n}\n',
    );
  });

  it('asks a function when all before it is written', () => {
    const seen: number[] = [];
    const items = eachOf([1, 2], (item) => seen.push(item));
    const document = { items, seen: () => seen.length, none: () => undefined };
    expect(JSON.parse([...documentParts(document)].join(''))).toEqual({ items: [1, 2], seen: 2 });
  });

  it('makes an item only when its turn has come', () => {
    const made: number[] = [];
    const parts = documentParts({ items: eachOf([1, 2, 3], (item) => made.push(item)) });
    for (let count = 0; count < 2; count++) parts.next();
    expect(made).toEqual([1]);
  });
});

import { defined } from '@gantry/core/json';
import { describe, expect, it } from 'vitest';
import { field, lineOf, proseOf, textTable } from './values.ts';

describe('catalogers/_shared/values', () => {
  it.each([
    [' 1.0 ', '1.0'],
    ['', undefined],
    ['a\u0000b', undefined],
    ['1.0\n\u001b[31m', undefined],
    ['caf\ufffd', undefined],
    ['\ud800', undefined],
    ['n'.repeat(257), undefined],
    [12, undefined],
    [null, undefined],
  ])('lineOf(%j)', (value, expected) => {
    expect(lineOf(value)).toBe(expected);
  });

  it('never gives what an object inherits', () => {
    expect(field({}, 'constructor')).toBeUndefined();
    expect(field(JSON.parse('{"__proto__":{"name":"x"}}'), 'name')).toBeUndefined();
    expect(field(null, 'name')).toBeUndefined();
  });

  it('cuts prose and collapses its blanks', () => {
    expect(proseOf(' a\n\n b\u0007c ')).toBe('a b c');
    expect(proseOf('x'.repeat(2_000_000))).toHaveLength(500);
  });

  it('keeps only texts of a table, without polluting anything', () => {
    const table = textTable(JSON.parse('{"a":"1","b":2,"__proto__":"x","c":"3"}'));
    expect(table).toEqual({ a: '1', c: '3' });
    expect(textTable('x')).toBeUndefined();
  });

  it('drops undefined fields', () => {
    expect(Object.keys(defined({ a: 1, b: undefined }))).toEqual(['a']);
  });
});

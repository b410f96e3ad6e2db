import { describe, expect, it } from 'vitest';
import { defined, isRecord, listOf } from './index.ts';

describe('json', () => {
  it.each([
    [{}, true, []],
    [Object.create(null), true, []],
    [[1], false, [1]],
    [null, false, []],
    ['text', false, []],
    [undefined, false, []],
  ])('%j: is it a record, and what does it list?', (value, record, list) => {
    expect(isRecord(value)).toBe(record);
    expect(listOf(value)).toEqual(list);
  });

  it('leaves out fields that are undefined, and only these', () => {
    const fields = { none: undefined, empty: '', nothing: null, zero: 0, no: false };
    expect(Object.entries(defined(fields))).toEqual([
      ['empty', ''],
      ['nothing', null],
      ['zero', 0],
      ['no', false],
    ]);
  });
});

import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { fromBase64, readJson, readJsonBytes, shown } from './index.ts';

describe('attest/json', () => {
  it.each([
    '{"a":{"a":1},"b":["a","a"],"c":"a"}',
    '{ "a" : "\\"b\\":" , "b" : "{[" }',
    '{"__proto__":1,"constructor":2}',
    '["\\\\",{"\\u0061b":1}]',
  ])('reads %s', (text) => {
    expect(readJson(text, 'it')).toEqual(JSON.parse(text));
  });

  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"x":[{"a" : 1,\n"a"\t:2}]}',
    '[1',
    '',
    '\ufeff{}',
    '['.repeat(65) + ']'.repeat(65),
    `"${'a'.repeat(17 << 20)}"`,
  ])('refuses %.40s', async (text) => {
    expect(await failureCode(() => readJson(text, 'it'))).toBe('ATTEST_BAD_JSON');
  });

  it('refuses what is not UTF-8', async () => {
    expect(await failureCode(() => readJsonBytes(Buffer.from([0x22, 0xff, 0x22]), 'it'))).toBe('ATTEST_BAD_JSON');
  });

  it.each([
    ['', ''],
    ['AQI=', '0102'],
    ['AQI', '0102'],
    ['-_8=', 'fbff'],
    ['+/8=', 'fbff'],
    ['AQI==', null],
    ['A', null],
    ['AQ I', null],
    ['AQ\nI=', null],
    [7, null],
    [undefined, null],
  ])('base64 %j', (text, hex) => {
    const bytes = fromBase64(text);
    expect(bytes && Buffer.from(bytes).toString('hex')).toBe(hex);
  });

  it('shows texts of others on one line', () => {
    expect(shown('a\u001b[31m\nb\u202e')).toBe('a [31m b');
    expect(shown('x'.repeat(300))).toHaveLength(201);
  });
});

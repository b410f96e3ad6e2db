import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { parseBoundedJson } from './bounded-json.ts';

const item = JSON.stringify({ text: 'ž,]}"\\'.repeat(20), list: [1, [2, { a: ',' }]] });
/** Long enough to be cut several times. */
const long = `${`${item},\n`.repeat(4_000)}${item}`;

describe('sources/_shared/bounded-json', () => {
  it.each([
    ['a long list', `{"a":1,"long":[${long}],"z":{"long":[${item}]}}`],
    ['a byte order mark', `\ufeff{"long":[${long}]}`],
    ['two long lists', `{"x":[${long}],"y":[ ${long} ]}`],
    ['a list as the document', `["x",[${long}],[${long}]]`],
    ['a long list below another', `{"x":[[${long}]],"y":{"z":[${long}]}}`],
    ['a long list, then a member of that name', `{"x":[${long}],"x":{"a":"b"}}`],
    ['a long list under a quoted name', `{"x\\"\\u0041":[${long}]}`],
    ['a long list under the name of the prototype', `{"__proto__":[${long}]}`],
    ['a text', '"x"'],
  ])('reads what JSON.parse reads: %s', (_name, text) => {
    expect(parseBoundedJson(Buffer.from(text), 'x')).toEqual(JSON.parse(text.replace('\ufeff', '')));
  });

  it.each([
    ['a comma before the end', `{"x":[${long},]}`],
    ['a comma too many', `{"x":[${long},,${long}]}`],
    ['no comma', `{"x":[${long} ${long}]}`],
    ['brackets that do not fit', `{"x":[${long}}`],
    ['a list that ends too early', `{"x":[${long}],${long}]}`],
    ['no end', `{"x":[${long}`],
    ['no name', `{[${long}]}`],
    ['a name too many', `{"x" "y":[${long}]}`],
    ['members in a list', `{"x":[${long},"a":${long}]}`],
    ['a second document', `{"x":[${long}]}{}`],
    ['nothing', ''],
  ])('refuses what JSON.parse refuses: %s', async (_name, text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(await failureCode(async () => parseBoundedJson(Buffer.from(text), 'x'))).toBe('SBOM_JSON_INVALID');
  });

  it('counts nesting before it parses', async () => {
    const deep = Buffer.from(`{"x":${'['.repeat(101)}`);
    expect(await failureCode(async () => parseBoundedJson(deep, 'x'))).toBe('SBOM_JSON_TOO_DEEP');
  });

  it('counts values before it parses', async () => {
    const many = Buffer.alloc(48_000_010, '[],');
    expect(await failureCode(async () => parseBoundedJson(many, 'x'))).toBe('SBOM_JSON_TOO_MANY');
  });

  it('refuses what is not UTF-8', async () => {
    const latin = Buffer.from('{"x":"\u00e9"}', 'latin1');
    expect(await failureCode(async () => parseBoundedJson(latin, 'x'))).toBe('SBOM_JSON_INVALID');
  });
});

import { describe, expect, it } from 'vitest';
import { parseManifest } from './parse-manifest.ts';
import { parseProperties } from './parse-properties.ts';

describe('catalogers/java/parse-manifest', () => {
  it('keeps the known attributes of the main section, continued lines joined', () => {
    const text =
      'Manifest-Version: 1.0\r\nimplementation-title: A lo\r\n ng name\r\nBundle-Version:1.2\r\n__proto__: x\r\n\r\nName: a\r\nImplementation-Version: 9\r\n';
    expect(parseManifest(Buffer.from(text))).toEqual({
      'Implementation-Title': 'A long name',
      'Bundle-Version': '1.2',
    });
  });

  it('cuts long values', () => {
    expect(parseManifest(Buffer.from(`Bundle-Name: ${'x'.repeat(9999)}`))['Bundle-Name']).toHaveLength(1024);
  });
});

describe('catalogers/java/parse-properties', () => {
  it.each([
    ['a=1', [['a', '1']]],
    ['#c\n!d\n\n a : 1 ', [['a', '1']]],
    ['a b c', [['a', 'b c']]],
    ['a=1\\\n  2', [['a', '12']]],
    ['a\\=b=\\u0041\\t.', [['a=b', 'A\t.']]],
    ['a', [['a', '']]],
    [
      'a=x\\\\\nb=2',
      [
        ['a', 'x\\'],
        ['b', '2'],
      ],
    ],
    ['a=1\\', [['a', '1']]],
  ])('reads %j', (text, pairs) => {
    expect([...parseProperties(Buffer.from(text))]).toEqual(pairs);
  });
});

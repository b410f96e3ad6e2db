import { expect, it } from 'vitest';
import { storableJson, storableText } from './storable.ts';

it.each([
  ['plain', 'plain'],
  ['a\u0000b', 'a\ufffdb'],
  ['half \ud83d', 'half \ufffd'],
  ['\udc00 half', '\ufffd half'],
  ['whole \ud83d\ude00', 'whole \ud83d\ude00'],
  ['words: \\u0000', 'words: \\u0000'],
])('%j becomes %j', (text, stored) => {
  expect(storableText(text)).toBe(stored);
  expect(JSON.parse(storableJson({ deep: [text] }))).toEqual({ deep: [stored] });
});

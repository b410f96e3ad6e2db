import { describe, expect, it } from 'vitest';
import { base64Text } from './base64-text.ts';

const encode = (...bytes: number[]) => Buffer.from(bytes).toString('base64');

describe('policy/gates/_shared/base64-text', () => {
  it.each(['', 'a', 'ab', 'abc', 'root:x:0:0\n', 'Ľúbica €', '\u{1F600}', 'line\r\nline'])('reads %j', (text) => {
    expect(base64Text(Buffer.from(text, 'utf8').toString('base64'))).toBe(text);
    expect(base64Text(Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, ''))).toBe(text);
  });

  it.each([
    ['a lone continuation', encode(0x61, 0x80, 0x62), 'a\ufffdb'],
    ['an overlong form', encode(0xc0, 0xaf), '\ufffd'],
    ['half a surrogate pair', encode(0xed, 0xa0, 0x80), '\ufffd'],
    ['beyond the last code point', encode(0xf7, 0xbf, 0xbf, 0xbf), '\ufffd'],
    ['a cut sequence', encode(0xe2, 0x82), '\ufffd'],
    ['a byte that begins nothing', encode(0xff, 0x61), '\ufffda'],
    ['characters that are no Base64', 'YW Jj\n*', 'abc'],
  ])('%s', (_name, content, text) => {
    expect(base64Text(content)).toBe(text);
  });
});

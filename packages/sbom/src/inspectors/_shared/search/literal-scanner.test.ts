import { describe, expect, it } from 'vitest';
import { type Literal, LiteralScanner } from './literal-scanner.ts';

const texts = ['abcd', 'abcdef', 'bcde', 'xxxx', 'pass_word'];
const literals: readonly Literal[] = [
  ...texts.map((text, rule) => ({ text, rule })),
  { text: 'ToKen', ignoreCase: true, rule: 9 },
];

function found(text: string): [number, number][] {
  const all: [number, number][] = [];
  new LiteralScanner(literals).scan(Buffer.from(text, 'latin1'), (rule, position) => all.push([position, rule]) > 0);
  return all;
}

describe('looking for many texts at once', () => {
  it.each<[string, readonly (readonly [number, number])[]]>([
    ['', []],
    ['abc', []],
    ['abcd', [[0, 0]]],
    [
      'zabcdefz',
      [
        [1, 0],
        [1, 1],
        [2, 2],
      ],
    ],
    [
      'xxxxx',
      [
        [0, 3],
        [1, 3],
      ],
    ],
    ['PASS_WORD pass_word', [[10, 4]]],
    [
      'token TOKEN tOkEn t0ken',
      [
        [0, 9],
        [6, 9],
        [12, 9],
      ],
    ],
    ['pass_wor', []],
    ['\u00ffabcd\u00ff', [[1, 0]]],
  ])('%j', (text, places) => {
    expect(found(text)).toEqual(places);
  });

  it('agrees with a plain search on random text', () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    const text = Array.from({ length: 20_000 }, () => 'abcdefx'[random() % 7]).join('');
    const expected = texts.flatMap((wanted, rule) =>
      [...text].flatMap((_c, at): [number, number][] => (text.startsWith(wanted, at) ? [[at, rule]] : [])),
    );
    expect(found(text)).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  });

  it('stops when it is told to', () => {
    const seen: number[] = [];
    new LiteralScanner(literals).scan(Buffer.from('xxxxxxxx'), (_rule, at) => seen.push(at) < 2);
    expect(seen).toEqual([0, 1]);
  });
});

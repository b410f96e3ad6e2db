import { describe, expect, it } from 'vitest';
import { compilePattern, matchesWildcard, newPatternBudget } from './index.ts';

function matches(source: string, text: string): boolean | null | string {
  const compiled = compilePattern(source);
  return compiled.ok ? compiled.pattern.test(text, newPatternBudget()) : compiled.because;
}

describe('policy/model/patterns', () => {
  it.each([
    ['abc', 'abcd'],
    ['abc', 'xabc'],
    ['.*abc$', 'xabc'],
    ['.*abc$', 'xabc\n'],
    ['(?:a|b)+c', 'ababc'],
    ['a{2,3}b', 'aab'],
    ['a{2,3}b', 'ab'],
    ['a{2,}b', 'aaaaab'],
    ['[^a-c]x', 'dx'],
    ['[^a-c]x', 'ax'],
    ['[]a]x', ']x'],
    ['\\d+\\.\\d+', '12.7'],
    ['(?=.*foo)(?!.*bar)', 'a foo'],
    ['(?=.*foo)(?!.*bar)', 'a foo bar'],
    ['.*\\bsudo\\b', 'RUN sudo ls'],
    ['.*\\bsudo\\b', 'RUN pseudo ls'],
    ['(a*)*b', 'aaaaaaaaaaac'],
    ['(?:)*x', 'x'],
    ['x*', ''],
    ['\\x41\\u0042', 'AB'],
    ['[\\w.-]+@[\\w.-]+', 'a.b@c'],
    ['a|', 'zzz'],
    ['(?:(?=ab)a)+b', 'ab'],
    ['^(foo|fo)o$', 'foo'],
    ['a{,2}$', 'aa'],
  ])('%s on %j agrees with the platform', (source, text) => {
    const theirs = source.replace('{,', '{0,').replace('[]a]', '[\\]a]');
    const expected =
      new RegExp(`^(?:${theirs})`).test(text) ||
      (text.endsWith('\n') && new RegExp(`^(?:${theirs})`).test(text.slice(0, -1)));
    expect(matches(source, text)).toBe(expected);
  });

  it.each([
    ['(?i)users?', 'USER', true],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['(?P<name>ab)c', 'abc', true],
  ])('%s on %j', (source, text, expected) => expect(matches(source, text)).toBe(expected));

  it.each([
    ['(a)\\1', 'not supported'],
    ['(?<=a)b', 'not supported'],
    ['(a', 'not closed'],
    ['a)', 'no opening one'],
    ['[a', 'not closed'],
    ['*a', 'follows nothing'],
    ['a**', 'follows another'],
    ['a{999}', 'larger than'],
    ['(?:a{200}){200}', 'steps'],
    ['('.repeat(100), 'nested'],
    ['a'.repeat(3_000), 'longer'],
    ['[z-a]', 'wrong way'],
    ['a\\', 'too early'],
  ])('refuses %s', (source, because) => expect(matches(source, 'a')).toContain(because));

  it.each([
    ['(a+)+$'],
    ['(a|aa)*$'],
    ['(.*a){20}$'],
    ['(?:a?){50}a{50}b'],
    [`${'(?:'.repeat(30)}${'){256}'.repeat(30)}`],
    ['.*.*.*.*x'],
  ])('%s takes bounded time', (source) => {
    const started = performance.now();
    matches(source, `${'a'.repeat(5_000)}!`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('agrees with the platform on random patterns', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    const build = (depth: number): string => {
      const leaf = ['a', 'b', 'c', '.', '[ab]', '[^a]', '\\b', '$', '(?=a)', '(?!b)'];
      if (depth === 0) return leaf[next(leaf.length)] ?? 'a';
      const inner = build(depth - 1);
      const forms = [
        inner,
        `(?:${inner})*`,
        `(?:${inner})+?`,
        `(?:${inner})?`,
        `(?:${inner}){1,2}`,
        `(?:${inner}|${build(depth - 1)})`,
      ];
      return (forms[next(forms.length)] ?? inner) + build(depth - 1);
    };
    for (let i = 0; i < 1_500; i++) {
      const source = build(3);
      const text = Array.from({ length: next(9) }, () => 'abc '[next(4)]).join('');
      expect([source, text, matches(source, text)]).toEqual([source, text, new RegExp(`^(?:${source})`).test(text)]);
    }
  });

  it.each([
    ['*', 'anything/at:all', true],
    ['CVE-2018-0737+*', 'CVE-2018-0737+openssl', true],
    ['lib*/deb*n', 'library/debian', true],
    ['a*b*c', 'aXbX', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['**', '', true],
  ])('wildcard %s on %s: %s', (pattern, text, expected) => expect(matchesWildcard(pattern, text)).toBe(expected));
});

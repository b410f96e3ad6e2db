import { describe, expect, it } from 'vitest';
import { beginsWithAny } from './begins-with.ts';

describe('policy/gates/_shared beginsWithAny', () => {
  it.each([
    [['/usr/'], '/usr/bin/a', true],
    [['/opt', '/usr/bin/a'], '/usr/bin/a', true],
    [['/usr/bin/ab'], '/usr/bin/a', false],
    [[''], 'a', true],
    [[], 'a', false],
  ])('%j and %s: %s', (prefixes, text, expected) => {
    expect(beginsWithAny(prefixes)(text)).toBe(expected);
  });

  it('takes a hundred thousand of them over many texts', () => {
    const begins = beginsWithAny(Array.from({ length: 100_000 }, (_, at) => `/x${at}`));
    const started = performance.now();
    for (let at = 0; at < 100_000; at++) begins(`/usr/lib/file-${at}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

import { describe, expect, it } from 'vitest';
import { isBelow } from './about-file.ts';

describe('policy/gates/_shared isBelow', () => {
  it.each([
    ['/tmp', ['/tmp'], true],
    ['/tmp/a/b', ['/tmp//'], true],
    ['/tmpfile', ['/tmp'], false],
    ['/a/tmp', ['/tmp'], false],
    ['/a', ['/'], true],
    ['a', ['/'], false],
    ['a/b', ['a'], true],
    ['', ['/tmp'], false],
    ['/a', [], false],
  ])('%s and %j: %s', (path, folders, expected) => {
    expect(isBelow(path, folders)).toBe(expected);
  });

  it('takes no time for many folders and many slashes', () => {
    const folders = [...Array.from({ length: 90_000 }, (_, at) => `/x${at}`), `${'/'.repeat(200_000)}a`];
    const started = performance.now();
    for (let at = 0; at < 100_000; at++) isBelow(`/usr/lib/file-${at}`, folders);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

import { describe, expect, it } from 'vitest';
import { normalisePath } from './path.ts';

describe('filetree/path', () => {
  it.each([
    ['a/b', 'a/b'],
    ['./a//b/../c', 'a/c'],
    ['/a/', 'a'],
    ['//tmp/x', 'tmp/x'],
    ['a/.hidden', 'a/.hidden'],
    ['...', '...'],
    ['./', ''],
    ['/', ''],
    ['a/..', ''],
    ['..', null],
    ['a/../../x', null],
    ['../../etc/passwd', null],
    ['a\0b', null],
  ])('%j becomes %j', (path, wanted) => {
    expect(normalisePath(path)).toBe(wanted);
  });
});

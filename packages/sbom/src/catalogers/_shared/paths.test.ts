import { describe, expect, it } from 'vitest';
import { folderOf, joinPath } from './paths.ts';

describe('catalogers/_shared/paths', () => {
  it.each([
    ['/a/b', 'c/d', '/a/b/c/d'],
    ['/a/b', '../../../bin/x', '/bin/x'],
    ['/', 'x', '/x'],
    ['/a', '/b/./c', '/b/c'],
    ['/a', '', '/a'],
  ])('joins %s and %s', (folder, relative, expected) => {
    expect(joinPath(folder, relative)).toBe(expected);
  });

  it.each([
    ['/a/b', '/a'],
    ['/a', '/'],
    ['/', '/'],
  ])('the folder of %s is %s', (path, expected) => {
    expect(folderOf(path)).toBe(expected);
  });
});

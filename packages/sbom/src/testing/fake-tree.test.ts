import { describe, expect, it } from 'vitest';
import { treeOf } from './fake-tree.ts';

const tree = treeOf({
  '/lib': '-> usr/lib',
  '/usr/lib/os-release': 'file',
  '/etc/os-release': '-> ../usr/lib/os-release',
  '/etc/up': '-> ../../../etc/os-release',
  '/loop/a': '-> b',
  '/loop/b': '-> a',
});

describe('testing/fake-tree', () => {
  it.each([
    ['/lib/os-release', '/usr/lib/os-release'],
    ['/etc/os-release', '/usr/lib/os-release'],
    ['/etc/up', '/usr/lib/os-release'],
    ['/', '/'],
    ['/loop/a', null],
    ['/nothing', null],
  ])('resolves %s to %s', (path, real) => {
    expect(tree.resolve(path)).toBe(real);
  });

  it('gives the entry itself and follows only the folders on the way', () => {
    expect(tree.entry('/etc/os-release')?.type).toBe('symlink');
    expect(tree.entry('/lib/os-release')?.path).toBe('/usr/lib/os-release');
    expect(tree.list('/lib')).toEqual(['os-release']);
  });
});

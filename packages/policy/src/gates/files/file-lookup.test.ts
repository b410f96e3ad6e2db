import { describe, expect, it } from 'vitest';
import { aFile } from '../../testing/index.ts';
import { fileLookup } from './file-lookup.ts';

const link = (path: string, target: string) => aFile(path, { type: 'symlink', mode: 0o777, target });
const index = {
  entries: [
    link('/bin', 'usr/bin'),
    link('/a', '/b'),
    link('/b', 'a'),
    link('/etc/alternatives/vi', '../../bin/vim'),
    link('/deep', 'etc/alternatives'),
    link('/up', '../../../..'),
    link('/nowhere', '/gone'),
    link('/usr/bin/vi', '/etc/alternatives/vi'),
    aFile('/usr/bin/vim'),
  ],
};

describe('policy/gates/files/file-lookup', () => {
  it.each([
    ['/usr/bin/vim', '/usr/bin/vim', '/usr/bin/vim'],
    ['/bin/vim', '/usr/bin/vim', '/usr/bin/vim'],
    ['/bin/vi', '/usr/bin/vi', '/usr/bin/vim'],
    ['/deep/vi', '/etc/alternatives/vi', '/usr/bin/vim'],
    ['/up/bin/vim', '/usr/bin/vim', '/usr/bin/vim'],
    ['/a', '/a', null],
    ['/a/x', null, null],
    ['/nowhere', '/nowhere', null],
    ['/nowhere/x', null, null],
    ['/none', null, null],
    ['relative', null, null],
  ])('%s is %s and leads to %s', (path, itself, end) => {
    const lookup = fileLookup(index);
    expect(lookup.find(path)?.path ?? null).toBe(itself);
    expect(lookup.follow(path)?.path ?? null).toBe(end);
  });
});

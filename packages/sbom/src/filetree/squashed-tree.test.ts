import { describe, expect, it } from 'vitest';
import { type RowType, rowCode } from './layer-index.ts';
import { LayerIndexBuilder } from './layer-index-builder.ts';
import { SquashedTree } from './squashed-tree.ts';

type Row = readonly [type: RowType, path: string, link?: string];

/** A tree of layers given as rows; sizes count the rows, so that a file can be told from another of the same path. */
function treeOf(...layers: readonly (readonly Row[])[]): SquashedTree {
  let size = 0;
  return new SquashedTree(
    layers.map((rows, at) => {
      const builder = new LayerIndexBuilder();
      for (const [type, path, link] of rows)
        builder.add({ path, link: link ?? '', type: rowCode[type], mode: 0o644, uid: 1, gid: 2, size: ++size });
      return { index: builder.finish(), diffId: `layer${at}` };
    }),
  );
}

/** `path` for files, `path/` for folders, `path -> target` for symlinks. */
function show(tree: SquashedTree): string[] {
  return [...tree.entries()].map(
    ({ path, type, target }) =>
      path + { file: '', directory: '/', symlink: ` -> ${target}`, special: ' special' }[type],
  );
}

describe('filetree/squashed-tree', () => {
  it.each<[string, readonly (readonly Row[])[], string[]]>([
    [
      'a whiteout hides a file',
      [
        [
          ['file', 'a/x'],
          ['file', 'a/y'],
        ],
        [['whiteout', 'a/x']],
      ],
      ['/a/', '/a/y'],
    ],
    ['a whiteout hides a folder', [[['file', 'a/b/x']], [['whiteout', 'a/b']]], ['/a/']],
    [
      'a whiteout spares its own layer',
      [
        [['file', 'a']],
        [
          ['file', 'a'],
          ['whiteout', 'a'],
        ],
      ],
      ['/a'],
    ],
    ['a whiteout of nothing', [[['file', 'a']], [['whiteout', 'b/c']]], ['/a']],
    [
      'an opaque marker hides lower layers only, wherever it stands',
      [
        [
          ['file', 'a/old'],
          ['file', 'a/sub/old'],
        ],
        [
          ['file', 'a/new'],
          ['opaque', 'a'],
          ['file', 'a/sub/new'],
        ],
      ],
      ['/a/', '/a/new', '/a/sub/', '/a/sub/new'],
    ],
    [
      'an opaque marker at the root',
      [
        [['file', 'a']],
        [
          ['opaque', ''],
          ['file', 'b'],
        ],
      ],
      ['/b'],
    ],
    [
      'markers follow symlinked folders',
      [
        [
          ['symlink', 'lib', 'usr/lib'],
          ['file', 'usr/lib/x'],
          ['file', 'usr/lib/y'],
        ],
        [['whiteout', 'lib/x']],
      ],
      ['/lib -> usr/lib', '/usr/', '/usr/lib/', '/usr/lib/y'],
    ],
    [
      'a file becomes a folder',
      [
        [['file', 'a']],
        [
          ['directory', 'a'],
          ['file', 'a/x'],
        ],
      ],
      ['/a/', '/a/x'],
    ],
    ['a file becomes a folder that nobody lists', [[['file', 'a']], [['file', 'a/x']]], ['/a/', '/a/x']],
    ['a folder becomes a file', [[['file', 'a/x']], [['file', 'a']]], ['/a']],
    ['a folder stays when it is listed again', [[['file', 'a/x']], [['directory', 'a']]], ['/a/', '/a/x']],
    [
      'a symlink becomes a folder',
      [
        [
          ['symlink', 'lib', 'usr/lib'],
          ['file', 'usr/lib/x'],
        ],
        [
          ['directory', 'lib'],
          ['file', 'lib/y'],
        ],
      ],
      ['/lib/', '/lib/y', '/usr/', '/usr/lib/', '/usr/lib/x'],
    ],
    [
      'entries below a symlinked folder land where it leads',
      [
        [['symlink', 'lib', 'usr/lib']],
        [
          ['directory', 'lib/firmware'],
          ['file', 'lib/firmware/x'],
        ],
      ],
      ['/lib -> usr/lib', '/usr/', '/usr/lib/', '/usr/lib/firmware/', '/usr/lib/firmware/x'],
    ],
    [
      'a symlink that climbs stays in the root',
      [[['symlink', 'app/out', '../../../tmp']], [['file', 'app/out/x']]],
      ['/app/', '/app/out -> ../../../tmp', '/tmp/', '/tmp/x'],
    ],
    [
      'an entry below a circle is left out',
      [
        [
          ['symlink', 'a', 'b'],
          ['symlink', 'b', 'a'],
        ],
        [['file', 'a/x']],
      ],
      ['/a -> b', '/b -> a'],
    ],
    [
      'the last of equal paths counts',
      [
        [
          ['symlink', 'a', 'b'],
          ['file', 'a'],
          ['file', 'b'],
          ['symlink', 'b', 'a'],
        ],
      ],
      ['/a', '/b -> a'],
    ],
    [
      'a hard link is the file that it names',
      [
        [
          ['file', 'a'],
          ['hardlink', 'b', 'a'],
        ],
      ],
      ['/a', '/b'],
    ],
    [
      'a hard link to a lower layer outlives its target',
      [[['file', 'a']], [['hardlink', 'b', 'a']], [['whiteout', 'a']]],
      ['/b'],
    ],
    [
      'a hard link to nothing, to itself, to a folder',
      [
        [
          ['directory', 'd'],
          ['hardlink', 'a', 'no/such'],
          ['hardlink', 'b', 'b'],
          ['hardlink', 'c', 'd'],
        ],
      ],
      ['/d/'],
    ],
    [
      'names sort as whole paths',
      [
        [
          ['file', 'a/b'],
          ['file', 'a-b'],
          ['file', 'a0'],
          ['file', 'a/c/d'],
        ],
      ],
      ['/a', '/a-b', '/a/b', '/a/c', '/a/c/d', '/a0'].map((path) =>
        path === '/a' || path === '/a/c' ? `${path}/` : path,
      ),
    ],
  ])('%s', (_what, layers, wanted) => {
    const tree = treeOf(...layers);
    expect(show(tree)).toEqual(wanted);
    expect(tree.size).toBe(wanted.length);
  });

  it('tells what could not be placed', () => {
    const tree = treeOf([
      ['symlink', 'a', 'a'],
      ['file', 'a/x'],
      ['hardlink', 'b', 'none'],
    ]);
    expect(tree.misplaced.map(({ path, why }) => `${path} ${why}`)).toEqual(['a/x circle', 'b dangling-hardlink']);
  });

  it('keeps folders of many files as well as of few', () => {
    const rows: Row[] = Array.from({ length: 40 }, (_, at) => ['file', `d/${at}`]);
    const tree = treeOf(rows, [
      ['whiteout', 'd/7'],
      ['file', 'd/8'],
    ]);
    expect(tree.list('/d')).toHaveLength(39);
    expect(tree.entry('/d/8')?.layer).toBe('layer1');
    expect(tree.entry('/d/9')?.layer).toBe('layer0');
  });

  const links = treeOf([
    ['symlink', 'lib', 'usr/lib'],
    ['file', 'usr/lib/os-release'],
    ['symlink', 'etc/os-release', '../usr/lib/os-release'],
    ['symlink', 'etc/root', '/'],
    ['symlink', 'self', 'self'],
    ['symlink', 'deep', 'deep/deep/deep'],
    ['symlink', 'dangling', '/no/such'],
  ]);

  it.each([
    ['/etc/os-release', '/usr/lib/os-release'],
    ['/lib/os-release', '/usr/lib/os-release'],
    ['/etc/root/etc/root/lib', '/usr/lib'],
    ['/../../etc/./os-release', '/usr/lib/os-release'],
    ['/', '/'],
    ['/self', null],
    ['/deep/x', null],
    ['/dangling', null],
    ['/usr/lib/os-release/below', null],
  ])('resolves %s to %s', (path, real) => {
    expect(links.resolve(path)).toBe(real);
    expect(links.exists(path)).toBe(real !== null);
  });

  it('gives an entry with its owner, size and layer', () => {
    expect(links.entry('/lib/os-release')).toEqual({
      path: '/usr/lib/os-release',
      type: 'file',
      mode: 0o644,
      uid: 1,
      gid: 2,
      size: 2,
      layer: 'layer0',
    });
    expect(links.entry('/etc/os-release')).toMatchObject({
      type: 'symlink',
      mode: 0o777,
      target: '../usr/lib/os-release',
    });
    expect(links.entry('/etc')).toMatchObject({ type: 'directory', mode: 0o755, uid: 0 });
  });
});

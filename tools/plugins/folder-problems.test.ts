import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderProblems } from './folder-problems.mjs';

const kind = { kind: 'gate', folder: 'gates', declarationLines: 5 };

function registryOf(...names: string[]): string {
  return names.map((name) => `import { ${name} } from './${name}/index.ts';`).join('\n');
}

/** A house in order; each test breaks one thing in it. Null takes a file away. */
function house(changes: Record<string, string | null> = {}): Record<string, string | null> {
  const plugin = (name: string) => ({
    [`gates/${name}/index.ts`]: `export const ${name} = 1;\n`,
    [`gates/${name}/${name}.test.ts`]: '',
    [`gates/${name}/readme.md`]: '',
  });
  return {
    'gates/registry.ts': registryOf('a', 'b'),
    'gates/_shared/x.ts': '',
    ...plugin('a'),
    ...plugin('b'),
    ...changes,
  };
}

describe('tools/plugins/folder-problems', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'gantry-plugins-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function problems(files: Record<string, string | null>, options: object = {}): string[] {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return folderProblems(root, { ...kind, ...options }).problems;
  }

  it.each<[string, Record<string, string | null>, string[]]>([
    ['nothing in a house in order', {}, []],
    ['an unregistered folder', { 'gates/registry.ts': registryOf('a') }, ['gates/b: this gate is not in the registry']],
    [
      'an unsorted registry',
      { 'gates/registry.ts': registryOf('b', 'a') },
      ['gates/registry.ts: not in alphabetical order'],
    ],
    ['a missing readme', { 'gates/a/readme.md': null }, ['gates/a: no readme.md']],
    ['a missing test', { 'gates/a/a.test.ts': null }, ['gates/a: no test']],
    ['a missing declaration', { 'gates/a/index.ts': null }, ['gates/a: no index.ts']],
    [
      'a declaration that does the work',
      { 'gates/a/index.ts': '\n'.repeat(9) },
      ['gates/a/index.ts: 10 lines; a declaration has at most 5'],
    ],
  ])('finds %s', (_name, changes, expected) => {
    expect(problems(house(changes))).toEqual(expected);
  });

  it('finds a kind that has no plugin', () => {
    expect(problems({ 'gates/registry.ts': '' })).toEqual(['gates: no gate at all']);
  });

  it.each<[string, object]>([
    ['one test stands for all', { testedBy: 'gates/all.test.ts' }],
    ['the kind is data', { untested: true }],
  ])('wants no test of each where %s', (_name, options) => {
    expect(problems(house({ 'gates/a/a.test.ts': null, 'gates/all.test.ts': '' }), options)).toEqual([]);
  });
});

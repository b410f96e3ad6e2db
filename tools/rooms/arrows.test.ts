import { describe, expect, it } from 'vitest';
import { arrowProblems } from './arrows.mjs';

const map = {
  workspaces: { core: [], io: ['core'], sbom: ['core', 'io'], server: ['core'], contract: ['core'] },
  rooms: {
    core: { '.': ['*'], errors: [], order: ['errors'], testing: ['*'] },
    io: { '.': ['*'], files: [] },
    sbom: {
      '.': ['*'],
      'formats/_shared': ['.errors'],
      'formats/*': ['.errors', 'formats/_shared'],
      formats: ['formats/*'],
      testing: ['*'],
    },
    server: {
      'kernel/db': ['.errors'],
      'kernel/http': ['.errors', 'kernel/db'],
      auth: ['kernel/*'],
      other: ['kernel/db'],
    },
    contract: { '.': ['*'], common: [], client: ['.operations', 'common'], '*': ['common'] },
  },
  declared: {
    core: new Set(),
    io: new Set(['@gantry/core']),
    sbom: new Set(['@gantry/core', 'semver']),
    server: new Set(),
    contract: new Set(),
  },
};

/** A module that imports one thing, as dependency-cruiser lists it. */
function module(source: string, imported: string, resolved = imported, rest: object = {}) {
  return { source, dependencies: [{ module: imported, resolved, dependencyTypes: [], circular: false, ...rest }] };
}

const a = 'packages/sbom/src/formats/a/x.ts';

describe('tools/rooms/arrows', () => {
  it.each<[string, ReturnType<typeof module>, string[]]>([
    [
      'an upward import',
      module('packages/core/src/errors/x.ts', '../order/y.ts', 'packages/core/src/order/y.ts'),
      ['packages/core/src/errors/x.ts (errors) may not import packages/core/src/order/y.ts (order)'],
    ],
    [
      'a sibling plugin',
      module(a, '../b/y.ts', 'packages/sbom/src/formats/b/y.ts'),
      [`${a} (formats/*) may not import packages/sbom/src/formats/b/y.ts (formats/*)`],
    ],
    [
      'a plugin that reads its registry',
      module(a, '../registry.ts', 'packages/sbom/src/formats/registry.ts'),
      [`${a} (formats/*) may not import packages/sbom/src/formats/registry.ts (formats)`],
    ],
    [
      'a file of the house itself',
      module(a, '../../main.ts', 'packages/sbom/src/main.ts'),
      [`${a} (formats/*) may not import packages/sbom/src/main.ts (.)`],
    ],
    [
      'a room that another one names by its own name only',
      module('packages/server/src/other/x.ts', '../kernel/http/y.ts', 'packages/server/src/kernel/http/y.ts'),
      ['packages/server/src/other/x.ts (other) may not import packages/server/src/kernel/http/y.ts (kernel/http)'],
    ],
    [
      'a room of a set that is named as a whole',
      module('packages/server/src/auth/x.ts', '../kernel/http/y.ts', 'packages/server/src/kernel/http/y.ts'),
      [],
    ],
    [
      'a sibling among rooms of which the map draws only the star',
      module('packages/contract/src/a/x.ts', '../b/y.ts', 'packages/contract/src/b/y.ts'),
      ['packages/contract/src/a/x.ts (*) may not import packages/contract/src/b/y.ts (*)'],
    ],
    [
      'a named file of the house itself',
      module('packages/contract/src/client/x.ts', '../operations.ts', 'packages/contract/src/operations.ts'),
      [],
    ],
    [
      'a higher workspace',
      module('packages/io/src/files/x.ts', '@gantry/sbom', 'packages/sbom/src/index.ts'),
      [
        'packages/io/src/files/x.ts imports @gantry/sbom, which its package.json does not declare',
        'packages/io/src/files/x.ts: io may not import sbom',
      ],
    ],
    [
      'a relative path into a workspace',
      module(a, '../../../../core/src/order/y.ts', 'packages/core/src/order/y.ts'),
      [`${a} reaches into core by a relative path`],
    ],
    [
      'a testing door',
      module(a, '@gantry/core/testing', 'packages/core/src/testing/index.ts'),
      [`${a} uses the testing door of core`],
    ],
    ['the disk outside io', module(a, 'node:fs', 'fs'), [`${a} opens node:fs: only packages/io may`]],
    ['the disk by its older name', module(a, 'fs/promises'), [`${a} opens node:fs/promises: only packages/io may`]],
    [
      'Node in core',
      module('packages/core/src/order/x.ts', 'node:path', 'path'),
      ['packages/core/src/order/x.ts uses node:path: core runs anywhere'],
    ],
    [
      'an undeclared library',
      module(a, 'lodash/get', 'node_modules/lodash/get.js'),
      [`${a} imports lodash, which its package.json does not declare`],
    ],
    [
      'an undeclared library of a scope',
      module(a, '@x/y/z', 'node_modules/@x/y/z.js'),
      [`${a} imports @x/y, which its package.json does not declare`],
    ],
    [
      'a room that is not drawn',
      module('packages/core/src/attic/x.ts', './y.ts', 'packages/core/src/attic/y.ts'),
      ['packages/core/src/attic/x.ts lies in no room: draw it in tools/rooms.mjs'],
    ],
    [
      'an import of nothing',
      module(a, './gone.ts', './gone.ts', { couldNotResolve: true }),
      [`${a} imports ./gone.ts, which does not resolve`],
    ],
    [
      'a cycle',
      module(a, './y.ts', 'packages/sbom/src/formats/a/y.ts', {
        circular: true,
        cycle: [
          { name: 'y', dependencyTypes: [] },
          { name: 'x', dependencyTypes: [] },
        ],
      }),
      [`cycle: ${a} -> y -> x`],
    ],
  ])('finds %s', (_name, planted, problems) => {
    expect(arrowProblems([planted], map)).toEqual(problems);
  });

  it.each([
    ['a lower room', module('packages/core/src/order/x.ts', '../errors/y.ts', 'packages/core/src/errors/y.ts')],
    ['what plugins share', module(a, '../_shared/y.ts', 'packages/sbom/src/formats/_shared/y.ts')],
    ['the error table', module(a, '../../errors.ts', 'packages/sbom/src/errors.ts')],
    ['the plugins, for their registry', module('packages/sbom/src/formats/registry.ts', './a/index.ts', a)],
    ['a lower workspace', module(a, '@gantry/core', 'packages/core/src/index.ts')],
    ['a declared library', module(a, 'semver/functions/parse.js', 'node_modules/semver/functions/parse.js')],
    ['the disk, for io', module('packages/io/src/files/x.ts', 'node:fs', 'fs')],
    ['other parts of Node', module(a, 'node:path', 'path')],
    [
      'all of it, for a test',
      module('packages/sbom/src/formats/a/x.test.ts', '../b/y.ts', 'packages/sbom/src/formats/b/y.ts'),
    ],
    [
      'testing libraries, for a test',
      module('packages/sbom/src/testing/x.ts', 'vitest', 'node_modules/vitest/index.js'),
    ],
    [
      'a cycle of types',
      module(a, './y.ts', 'packages/sbom/src/formats/a/y.ts', {
        circular: true,
        cycle: [
          { name: 'y', dependencyTypes: ['type-only'] },
          { name: 'x', dependencyTypes: [] },
        ],
      }),
    ],
  ])('lets through %s', (_name, planted) => {
    expect(arrowProblems([planted], map)).toEqual([]);
  });
});

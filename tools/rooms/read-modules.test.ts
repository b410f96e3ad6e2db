import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrowProblems } from './arrows.mjs';
import { readDeclared, readModules } from './read-modules.mjs';

/** A house with one fault of each kind, written as a person would write it. */
const files = {
  'packages/core/package.json': '{}',
  'packages/core/src/low/low.ts': "import type { High } from '../high/high.ts';\nexport type Low = High;\n",
  'packages/core/src/high/high.ts': 'export interface High {}\n',
  'packages/core/src/attic/box.ts': 'export const box = 1;\n',
  'packages/sbom/package.json': '{"dependencies":{"yes":"1"}}',
  'packages/sbom/src/plugins/a/index.ts': "export { b } from '../b/index.ts';\nimport 'yes';\n",
  'packages/sbom/src/plugins/b/index.ts': "import { readFileSync } from 'node:fs';\nexport const b = readFileSync;\n",
  'packages/sbom/src/plugins/c/index.ts': "export const c = () => import('no');\n",
};
const workspaces = { core: [], sbom: ['core'] };
const rooms = { core: { low: [], high: ['low'] }, sbom: { 'plugins/*': [] } };

describe('tools/rooms/read-modules', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'gantry-rooms-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('reads imports of every form, so that no fault of a real tree goes through', async () => {
    const modules = await readModules(root, Object.keys(workspaces));
    const declared = readDeclared(root, Object.keys(workspaces));
    const found = arrowProblems(modules, { workspaces, rooms, declared });
    const planted = found.filter((line: string) => !line.endsWith('does not resolve'));
    expect(planted).toEqual([
      'packages/core/src/attic/box.ts lies in no room: draw it in tools/rooms.mjs',
      'packages/core/src/low/low.ts (low) may not import packages/core/src/high/high.ts (high)',
      'packages/sbom/src/plugins/a/index.ts (plugins/*) may not import packages/sbom/src/plugins/b/index.ts (plugins/*)',
      'packages/sbom/src/plugins/b/index.ts opens node:fs: only packages/io may',
      'packages/sbom/src/plugins/c/index.ts imports no, which its package.json does not declare',
    ]);
  });
});

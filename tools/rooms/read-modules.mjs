// Reads what the map is compared with: every import of the workspaces, and the libraries that they declare.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

/** The modules below packages/NAME/src of these workspaces, as dependency-cruiser lists them. */
export async function readModules(root, workspaces) {
  const result = await cruise(
    workspaces.map((name) => `packages/${name}/src`),
    {
      baseDir: root,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '/fixtures/|/dist/' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: { conditionNames: ['source', 'import', 'default'], exportsFields: ['exports'] },
    },
  );
  return result.output.modules.filter((module) => module.source.startsWith('packages/'));
}

/** The dependencies in the package.json of each workspace: a set of names each. */
export function readDeclared(root, workspaces) {
  const declaredBy = (name) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
    return new Set(Object.keys(manifest.dependencies ?? {}));
  };
  return Object.fromEntries(workspaces.map((name) => [name, declaredBy(name)]));
}

import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import type { FileTree } from '../../filetree/types.ts';
import { folderOf } from '../_shared/paths.ts';
import type { ManifestFacts } from './facts.ts';

/**
 * `depends-on` edges between installed packages, found as Node finds modules: in the nearest `node_modules` going up,
 * symlinks (pnpm's store) followed, and beside each other in Debian's shared folder. Indexes are those of the map.
 */
export function dependencyEdges(
  manifests: ReadonlyMap<string, VisibleFacts<ManifestFacts>>,
  tree: FileTree,
): NonNullable<CatalogResult['relationships']> {
  const edges: { from: number; to: number; type: 'depends-on' }[] = [];
  if (!hasDependencies(manifests.values())) return edges;
  const indexes = new Map<string, number>();
  for (const folder of manifests.keys()) indexes.set(folder, indexes.size);
  for (const [folder, { facts }] of manifests) {
    const from = indexes.get(folder);
    for (const name of Object.keys(facts.dependencies ?? {})) {
      const to = lookUp(name, folder, (place) => indexes.get(place) ?? throughLinks(place, indexes, tree));
      if (from !== undefined && to !== undefined && to !== from) edges.push({ from, to, type: 'depends-on' });
    }
  }
  return edges;
}

function hasDependencies(manifests: Iterable<VisibleFacts<ManifestFacts>>): boolean {
  for (const { facts } of manifests) if (facts.dependencies !== undefined) return true;
  return false;
}

const maxLevels = 32;

function lookUp(name: string, folder: string, find: (place: string) => number | undefined): number | undefined {
  let base = folder;
  for (let level = 0; level < maxLevels && base !== '/'; level++, base = folderOf(base)) {
    if (base.endsWith('/node_modules')) continue;
    const found = find(`${base}/node_modules/${name}`);
    if (found !== undefined) return found;
  }
  return find(`/usr/share/nodejs/${name}`);
}

function throughLinks(place: string, indexes: ReadonlyMap<string, number>, tree: FileTree): number | undefined {
  if (tree.entry(place)?.type !== 'symlink') return undefined;
  const real = tree.resolve(place);
  return real === null ? undefined : indexes.get(real);
}

import type { Relationship } from '@gantry/core/bill';
import { kindFacts, type OwnedFile, type Package } from '@gantry/core/package';
import type { FileTree } from '../filetree/types.ts';
import { hostFile, RealPaths } from './real-paths.ts';

/**
 * `owns` edges from distro packages to the language packages whose stating file (METADATA, package.json, the archive,
 * the binary) is one of theirs. A package that is stated in several places is owned only when every one of them is:
 * otherwise a copy lies outside the distro's care. When two distro packages list a file, the first of the list owns it.
 */
export function findOwners(packages: readonly Package[], tree: FileTree): Relationship[] {
  if (!packages.some((item) => filesOf(item).length > 0)) return [];
  const paths = new RealPaths(tree);
  const owners = ownersOf(stated(packages, paths), packages, paths);
  const edges: Relationship[] = [];
  for (const item of packages) {
    if (kindFacts(item.kind).distroPackage) continue;
    const found = primaryFiles(item, paths).map((path) => owners.get(path));
    if (found.length === 0 || found.includes(undefined)) continue;
    for (const owner of new Set(found)) if (owner !== undefined) edges.push({ from: owner, to: item.id, type: 'owns' });
  }
  return edges;
}

/** The files that state language packages. */
function stated(packages: readonly Package[], paths: RealPaths): Set<string> {
  const files = new Set<string>();
  for (const item of packages) {
    if (kindFacts(item.kind).distroPackage) continue;
    for (const path of primaryFiles(item, paths)) files.add(path);
  }
  return files;
}

/** Which distro package owns each of the wanted files. */
function ownersOf(wanted: ReadonlySet<string>, packages: readonly Package[], paths: RealPaths): Map<string, string> {
  const owners = new Map<string, string>();
  if (wanted.size === 0) return owners;
  for (const item of packages) {
    if (!kindFacts(item.kind).distroPackage) continue;
    for (const { path } of filesOf(item)) {
      const real = paths.of(path);
      if (wanted.has(real) && !owners.has(real)) owners.set(real, item.id);
    }
  }
  return owners;
}

function filesOf(item: Package): readonly OwnedFile[] {
  const { metadata } = item;
  return metadata.kind === 'deb' || metadata.kind === 'apk' || metadata.kind === 'rpm' ? metadata.files : [];
}

function primaryFiles(item: Package, paths: RealPaths): string[] {
  const files = item.locations.filter((location) => location.role === 'primary');
  return files.map((location) => paths.of(hostFile(location.path)));
}

import { by, type PackageDraft } from '@gantry/core';
import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import type { Place } from '../_shared/language-package.ts';
import { folderOf, joinPath } from '../_shared/paths.ts';
import { dependencyEdges } from './dependency-edges.ts';
import type { LockEntry, LockFacts, ManifestFacts, NpmFacts } from './facts.ts';
import { lockedProject } from './places.ts';
import { declaredPackage, installedPackage, type Locked } from './to-package.ts';

/**
 * Installed packages first; an entry of a lock file for the same copy (folder, name, version) is further evidence for
 * it. What is left of a lock file is `declared`, once per project, name and version; entries for development or another
 * platform are left out where the project has been installed without them.
 */
export function assembleNpm(files: readonly VisibleFacts<NpmFacts>[], { tree }: AssembleContext): CatalogResult {
  const manifests = new Map<string, VisibleFacts<ManifestFacts>>();
  for (const file of files) if (isManifest(file)) manifests.set(folderOf(file.path), file);
  const locked = new Map<string, Locked[]>();
  const declared = new Map<string, { entry: LockEntry; places: [Place, ...Place[]] }>();

  for (const lock of files.filter(isLock).sort(by(hiddenLast, (file) => file.path))) {
    const project = lockedProject(lock.path);
    if (project === null) continue;
    const installedProject = tree.exists(`${project}/node_modules`);
    for (const entry of lock.facts.entries) {
      const folder = joinPath(project, entry.folder);
      if (isSameCopy(manifests.get(folder)?.facts, entry)) append(locked, folder, { entry, place: lock });
      else if (!(installedProject && entry.omittable)) declare(declared, project, { entry, place: lock });
    }
  }

  const relationships = dependencyEdges(manifests, tree);
  const packages: PackageDraft[] = [];
  for (const [folder, file] of manifests) packages.push(installedPackage(file, locked.get(folder) ?? none));
  for (const { entry, places } of declared.values()) packages.push(declaredPackage(entry, places));
  return { packages, relationships };
}

const none: readonly never[] = [];

function isManifest(file: VisibleFacts<NpmFacts>): file is VisibleFacts<ManifestFacts> {
  return file.facts.type === 'manifest';
}

function isLock(file: VisibleFacts<NpmFacts>): file is VisibleFacts<LockFacts> {
  return file.facts.type === 'lock';
}

/** npm's own record inside node_modules repeats the project's lock file. */
function hiddenLast(file: VisibleFacts<LockFacts>): number {
  return file.path.endsWith('/.package-lock.json') ? 1 : 0;
}

function isSameCopy(manifest: ManifestFacts | undefined, entry: LockEntry): boolean {
  return (
    manifest !== undefined &&
    manifest.name === entry.name &&
    (entry.version === null || manifest.version === entry.version)
  );
}

function append(map: Map<string, Locked[]>, key: string, locked: Locked): void {
  const list = map.get(key);
  if (list) list.push(locked);
  else map.set(key, [locked]);
}

function declare(
  declared: Map<string, { entry: LockEntry; places: [Place, ...Place[]] }>,
  project: string,
  { entry, place }: Locked,
): void {
  const key = [project, entry.name, entry.version ?? entry.resolved].join('\u0000');
  const known = declared.get(key);
  if (!known) declared.set(key, { entry, places: [place] });
  else if (!known.places.some((one) => one.path === place.path)) known.places.push(place);
}

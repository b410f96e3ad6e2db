import type { Location } from '@gantry/core/location';
import { byCodeUnit } from '@gantry/core/order';
import type { Package } from '@gantry/core/package';

/**
 * A lock file and `node_modules` of one project state the same packages. Where both name one (kind, name and version
 * equal, the installed one under `node_modules` of the lock file's folder), the installed package stays: it keeps its id,
 * takes the lock file as supporting location, and what only the lock file knows (download address, integrity). A lock
 * file's entry that is not installed there stays a package of its own: somebody will install it.
 */
export function mergeDeclared(packages: readonly Package[]): { packages: Package[]; replaced: Map<string, string> } {
  const wanted = declaredKeys(packages);
  if (wanted.size === 0) return { packages: [...packages], replaced: new Map() };
  const installed = installedByProject(packages, wanted);
  const kept = new Map(packages.map((item) => [item.id, item]));
  const replaced = new Map<string, string>();
  for (const item of packages) {
    const twin = item.evidence === 'declared' ? findTwin(item, installed) : undefined;
    const target = twin === undefined ? undefined : kept.get(twin);
    if (!target) continue;
    kept.delete(item.id);
    kept.set(target.id, merge(target, item));
    replaced.set(item.id, target.id);
  }
  return { packages: [...kept.values()], replaced };
}

const modules = '/node_modules/';

/** What lock files state, by project folder, kind, name and version. */
function declaredKeys(packages: readonly Package[]): Set<string> {
  const keys = new Set<string>();
  for (const item of packages) {
    if (item.evidence !== 'declared') continue;
    for (const place of primaryPlaces(item)) keys.add(keyOf(lockFolder(place.path), item));
  }
  return keys;
}

/**
 * Ids of installed packages by project folder, kind, name and version; every enclosing project counts. Only what is wanted: an image
 * can hold very many packages that no lock file states.
 */
function installedByProject(packages: readonly Package[], wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const item of packages) {
    if (item.evidence !== 'installed') continue;
    for (const folder of primaryPlaces(item).flatMap(({ path }) => projectsOf(path))) {
      const key = keyOf(folder, item);
      if (wanted.has(key) && !found.has(key)) found.set(key, item.id);
    }
  }
  return found;
}

/** `/a/node_modules/b/node_modules/c/package.json` lies in the projects `/a` and `/a/node_modules/b`; at most 20. */
function projectsOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf(modules); at >= 0 && folders.length < 20; at = path.indexOf(modules, at + 1)) {
    folders.push(path.slice(0, at));
  }
  return folders;
}

function findTwin(item: Package, installed: ReadonlyMap<string, string>): string | undefined {
  const twins = primaryPlaces(item).map((location) => installed.get(keyOf(lockFolder(location.path), item)));
  return twins.length > 0 && twins.every((twin) => twin !== undefined && twin === twins[0]) ? twins[0] : undefined;
}

function primaryPlaces(item: Package): Location[] {
  return item.locations.filter((location) => location.role === 'primary');
}

/** The project of a lock file; npm's hidden one lies in node_modules itself. */
function lockFolder(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return folder.endsWith('/node_modules') ? folder.slice(0, -'/node_modules'.length) : folder;
}

function keyOf(folder: string, item: Package): string {
  return `${folder}\u0000${item.kind}\u0000${item.name}\u0000${item.version ?? ''}`;
}

function merge(target: Package, declared: Package): Package {
  const extra = declared.locations.map((location): Location => ({ ...location, role: 'supporting' }));
  const locations = [...target.locations, ...extra].sort((a, b) => byCodeUnit(a.path, b.path));
  const same = target.metadata.kind === declared.metadata.kind;
  const metadata = same ? ({ ...declared.metadata, ...target.metadata } as Package['metadata']) : target.metadata;
  const licenses = target.licenses.length > 0 ? target.licenses : declared.licenses;
  return { ...target, licenses, locations, metadata };
}

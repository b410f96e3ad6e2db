import type { Bill, Package } from '@gantry/core';

/** What the packages of a bill say of files: those that they list or are known by, and folders that are a package as a whole. */
export interface PackageFiles {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/**
 * Collects the files of every package: the lists of package databases, and where the evidence of a package lies (a binary with
 * build information, an archive). The folder of an npm package, a gem or a Composer package is the package's.
 */
export function packageFiles({ packages }: Bill): PackageFiles {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const one of packages) {
    if ('files' in one.metadata) for (const { path } of one.metadata.files) files.add(path);
    for (const { path } of one.locations) files.add(outermost(path));
    for (const folder of foldersOf(one)) folders.add(folder);
  }
  return { files, folders };
}

/** True when the file lies in one of the folders. */
export function liesInFolders(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(path.slice(0, slash))) return true;
  }
  return false;
}

/** The file that holds an inner archive. */
function outermost(path: string): string {
  const inner = path.indexOf('!');
  return inner < 0 ? path : path.slice(0, inner);
}

function foldersOf(one: Package): string[] {
  if (one.evidence !== 'installed') return [];
  return one.locations.flatMap(({ path, role }) => {
    if (role !== 'primary') return [];
    switch (one.kind) {
      case 'npm':
        return path.includes('/node_modules/') ? [parent(path)] : [];
      case 'gem':
        return path.endsWith('.gemspec') ? [gemFolder(path)] : [];
      case 'composer':
        return [`${parent(parent(path))}/${one.name}`];
      default:
        return [];
    }
  });
}

/** `…/specifications/rack-2.0.gemspec` describes `…/gems/rack-2.0`. */
function gemFolder(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.gemspec'.length);
  return `${parent(parent(path)).replace(/\/specifications$/, '')}/gems/${name}`;
}

function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

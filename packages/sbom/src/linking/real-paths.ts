import type { FileTree } from '../filetree/types.ts';

/**
 * Paths with symlinked folders resolved (`/lib` is often `/usr/lib`), so that both sides of a comparison name a file in
 * one way. The last part is kept: a package that owns a symlink owns the symlink. Folders are resolved once.
 */
export class RealPaths {
  readonly #tree: FileTree;
  readonly #folders = new Map<string, string>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  of(path: string): string {
    const slash = path.lastIndexOf('/');
    const folder = this.#folder(slash <= 0 ? '/' : path.slice(0, slash));
    return folder === '/' ? path.slice(slash) : folder + path.slice(slash);
  }

  #folder(path: string): string {
    let real = this.#folders.get(path);
    if (real === undefined) {
      real = this.#tree.resolve(path) ?? path;
      this.#folders.set(path, real);
    }
    return real;
  }
}

/** The file of the tree that holds a location: inner archives stand behind `!` (`/app/a.ear!/b.war` is in `/app/a.ear`). */
export function hostFile(path: string): string {
  const inner = path.indexOf('!/');
  return inner < 0 ? path : path.slice(0, inner);
}

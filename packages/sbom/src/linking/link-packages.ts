import type { Package, Relationship } from '@gantry/core';
import type { FileTree } from '../filetree/types.ts';
import { findOwners } from './find-owners.ts';
import { mergeDeclared } from './merge-declared.ts';

/** What linking gives: the packages that remain, new edges, and who stands in for a package that was merged away. */
export interface Linked {
  readonly packages: Package[];
  readonly relationships: Relationship[];
  /** Id of a merged package to the id of the one that keeps its locations: edges that name the former must follow. */
  readonly replaced: ReadonlyMap<string, string>;
}

/**
 * Finds how packages of different catalogers belong together: a lock file's entry that is also installed in the same
 * project is one package, and a language package whose files a distro package owns gets an `owns` edge from it. Time and
 * memory grow with the number of packages and owned files, not with their product.
 */
export function linkPackages(packages: readonly Package[], tree: FileTree): Linked {
  const merged = mergeDeclared(packages);
  return { ...merged, relationships: findOwners(merged.packages, tree) };
}

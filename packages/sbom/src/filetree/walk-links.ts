import type { TreeNode } from './tree-node.ts';

/** Symlinks that are followed on one way before it counts as a circle: Linux's own bound. */
const maxLinks = 40;

/** A tree whose links can be read. */
export interface Linked {
  readonly root: TreeNode;
  /** The target text of a symlink node. */
  targetOf(this: void, node: TreeNode): string;
}

/** Where a walk came to. */
export type Walked =
  | { readonly found: TreeNode }
  /** The way ends at a folder: these names are not there (yet). */
  | { readonly at: TreeNode; readonly missing: readonly string[] }
  /** A circle of links, or too many. */
  | { readonly circle: true };

/**
 * Follows a path from the root, symlinks in folders included (and the last one when `last` is set). `..` at the root stays there, so
 * nothing leads out of the tree; a name below a file counts as missing.
 */
export function walkLinks({ root, targetOf }: Linked, path: string, last: boolean): Walked {
  const names = path.split('/').reverse();
  let node = root;
  let links = 0;
  while (names.length > 0) {
    const name = names.pop() as string;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      node = node.parent ?? node;
      continue;
    }
    const next = node.children?.get(name);
    if (next === undefined) return { at: node, missing: [name, ...names.reverse()] };
    if (next.type !== 2 || (names.length === 0 && !last)) {
      node = next;
      continue;
    }
    if (++links > maxLinks) return { circle: true };
    const target = targetOf(next);
    if (target.startsWith('/')) node = root;
    for (const part of target.split('/').reverse()) names.push(part);
  }
  return { found: node };
}

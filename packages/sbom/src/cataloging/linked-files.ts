import { uniqueBy } from '@gantry/core';
import type { SquashedTree } from '../filetree/squashed-tree.ts';
import { pathOfNode, type TreeNode } from '../filetree/tree-node.ts';
import type { Dispatcher, Rule } from './dispatcher.ts';
import { isLiteral, matchesGlob } from './glob.ts';
import type { Reader } from './reader.ts';
import { allNodes } from './visible-facts.ts';

/** A file that a reader wants under a name that is a link to it, and did not see under the name it was read by. */
export interface LinkedFile {
  readonly node: TreeNode;
  /** Absolute path that the reader knows. */
  readonly path: string;
  readonly reader: string;
}

/** More than this is no installation but an attack on time. */
const maxLinkedFiles = 10_000;

interface Wanted {
  readonly dispatcher: Dispatcher;
  readonly readers: readonly Reader[];
}

/**
 * Wanted files whose content lies under another name: hard links, files that came through a symlinked folder, symlinks such as
 * `etc/os-release`, and files below symlinked folders of well-known paths such as `var/lib/rpm`. They need a second look.
 */
export function linkedFiles(tree: SquashedTree, wanted: Wanted): LinkedFile[] {
  const found = [...aliasedNodes(tree, wanted), ...symlinks(tree, wanted), ...wellKnownFolders(tree, wanted)];
  return uniqueBy(found, ({ path, reader }) => `${reader} ${path}`).slice(0, maxLinkedFiles);
}

function* aliasedNodes(tree: SquashedTree, wanted: Wanted): Generator<LinkedFile> {
  for (const node of tree.aliased) if (node.type === 0) yield* unseen(tree, wanted, { node, path: pathOfNode(node) });
}

function* symlinks(tree: SquashedTree, wanted: Wanted): Generator<LinkedFile> {
  for (const node of allNodes(tree.root)) {
    if (node.type !== 2) continue;
    const path = pathOfNode(node);
    if (wanted.dispatcher.byPath(path.slice(1)).length === 0) continue;
    const target = tree.walk(path, true);
    if (target?.type === 0) yield* unseen(tree, wanted, { node: target, path });
  }
}

/** Globs that begin with a fixed folder, where symlinks make another folder of it. */
function* wellKnownFolders(tree: SquashedTree, wanted: Wanted): Generator<LinkedFile> {
  for (const rule of wanted.dispatcher.rules) {
    const folder = fixedFolder(rule);
    const node = folder === '' ? null : tree.walk(folder, true);
    if (node === null || node.type !== 1 || pathOfNode(node) === folder) continue;
    let left = maxLinkedFiles;
    for (const file of allNodes(node)) {
      if (left-- === 0) break;
      const path = folder + pathOfNode(file).slice(pathOfNode(node).length);
      if (file.type === 0 && matchesGlob(rule.glob, path.slice(1))) yield* unseen(tree, wanted, { node: file, path });
    }
  }
}

/** The folders before the first wildcard, as an absolute path; empty when there is none. */
function fixedFolder(rule: Rule): string {
  const folders = rule.glob.parts.slice(0, -1);
  const wild = folders.findIndex((part) => !isLiteral(part));
  return (wild < 0 ? folders : folders.slice(0, wild)).map((part) => `/${part}`).join('');
}

/** For each reader that wants the path and did not see the content under the name that it was stored by. */
function* unseen(
  tree: SquashedTree,
  wanted: Wanted,
  file: { readonly node: TreeNode; readonly path: string },
): Generator<LinkedFile> {
  const seen = new Set(wanted.dispatcher.byPath(tree.contentPath(file.node).slice(1)).map((want) => want.reader));
  for (const want of wanted.dispatcher.byPath(file.path.slice(1))) {
    const reader = wanted.readers[want.reader]?.name;
    if (!seen.has(want.reader) && reader !== undefined) yield { ...file, reader };
  }
}

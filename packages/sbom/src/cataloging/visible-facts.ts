import type { SquashedTree } from '../filetree/squashed-tree.ts';
import { pathOfNode, type TreeNode } from '../filetree/tree-node.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Reader } from './reader.ts';
import type { Reading, ReadingTable } from './readings.ts';

/** A reading under the path where its file is visible. */
export interface VisibleReading {
  readonly path: string;
  readonly layer?: string;
  readonly reading: Reading;
}

/**
 * The readings whose file is visible after all layers, in no order. A file with several names (hard links) counts under
 * each; a name that came through a symlinked folder counts where it leads.
 */
export function visibleReadings(
  tree: SquashedTree,
  readings: readonly ReadingTable[],
  wanted: { readonly dispatcher: Dispatcher; readonly readers: readonly Reader[] },
): VisibleReading[] {
  const aliased = new Set(tree.aliased);
  const visible: VisibleReading[] = [];
  for (const node of fileNodes(tree.root)) {
    const found = readings[node.contentLayer]?.at(node.contentRow) ?? [];
    if (found.length === 0) continue;
    const path = pathOfNode(node);
    const layer = tree.diffId(node.layer);
    for (const reading of found) {
      if (reading.as !== undefined) continue;
      if (!reading.magic && aliased.has(node) && !wantedBy(wanted, path, reading.reader)) continue;
      visible.push(layer === undefined ? { path, reading } : { path, layer, reading });
    }
  }
  return visible;
}

/** A reading of a file that is visible under no path any more. */
export interface HiddenReading extends VisibleReading {
  /** Position of the layer. */
  readonly at: number;
}

/** The readings of some readers whose file no path of the tree leads to, by layers and rows. Equal layers count once. */
export function hiddenReadings(
  tree: SquashedTree,
  readings: readonly ReadingTable[],
  readers: ReadonlySet<string>,
): HiddenReading[] {
  if (readers.size === 0) return [];
  const shown = new Set<string>();
  for (const { contentLayer, contentRow } of fileNodes(tree.root)) shown.add(`${contentLayer} ${contentRow}`);
  const found: HiddenReading[] = [];
  for (const [table, layers] of placesOf(readings)) {
    const at = layers[0] ?? 0;
    const diffId = tree.diffId(at);
    for (const reading of table.all()) {
      if (!readers.has(reading.reader) || reading.as !== undefined) continue;
      if (layers.some((layer) => shown.has(`${layer} ${reading.row}`))) continue;
      const path = tree.rowPath(at, reading.row);
      found.push({ path, reading, at, ...(diffId === undefined ? {} : { layer: diffId }) });
    }
  }
  return found;
}

/** Where equal layers lie. */
function placesOf(tables: readonly ReadingTable[]): Map<ReadingTable, number[]> {
  const places = new Map<ReadingTable, number[]>();
  for (const [at, table] of tables.entries()) {
    const known = places.get(table);
    if (known === undefined) places.set(table, [at]);
    else known.push(at);
  }
  return places;
}

function wantedBy(
  wanted: { readonly dispatcher: Dispatcher; readonly readers: readonly Reader[] },
  path: string,
  reader: string,
): boolean {
  return wanted.dispatcher.byPath(path.slice(1)).some((want) => wanted.readers[want.reader]?.name === reader);
}

/** Regular files of the tree, in no order. */
export function* fileNodes(root: TreeNode): Generator<TreeNode> {
  for (const node of allNodes(root)) if (node.type === 0) yield node;
}

/** All nodes below a folder, in no order. */
export function* allNodes(root: TreeNode): Generator<TreeNode> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of node.children?.values() ?? []) {
      yield child;
      if (child.children !== null) open.push(child);
    }
  }
}

import { byCodeUnit } from '@gantry/core/order';
import type { LayerIndex } from './layer-index.ts';
import { LayerRows } from './layer-rows.ts';
import { type MisplacedEntry, TreeBuilder } from './tree-builder.ts';
import { pathOfNode, type TreeNode } from './tree-node.ts';
import { nodesInOrder } from './tree-order.ts';
import type { EntryType, FileTree, TreeEntry } from './types.ts';
import { walkLinks } from './walk-links.ts';

const entryTypes: readonly EntryType[] = ['file', 'directory', 'symlink', 'special'];

/** A layer to lay into a tree: its index and the diff id that names it (absent outside images). */
export interface TreeLayer {
  readonly index: LayerIndex;
  readonly diffId?: string;
}

/** The tree of an artifact, and how its nodes relate to the rows of its layers. */
export class SquashedTree implements FileTree {
  readonly root: TreeNode;
  readonly aliased: readonly TreeNode[];
  readonly misplaced: readonly MisplacedEntry[];
  private readonly rows: readonly LayerRows[];
  private readonly layers: readonly TreeLayer[];
  private count = -1;
  readonly targetOf = (node: TreeNode): string => this.rows[node.contentLayer]?.link(node.contentRow) ?? '';

  /** Squashes layers, lowest first. */
  constructor(layers: readonly TreeLayer[]) {
    const builder = new TreeBuilder();
    this.layers = layers;
    this.rows = rowsOf(layers);
    for (const rows of this.rows) builder.apply(rows);
    this.root = builder.root;
    this.misplaced = builder.misplaced;
    this.aliased = builder.aliased.filter(isAttached);
  }

  entry(path: string): TreeEntry | null {
    const node = this.walk(path, false);
    return node === null ? null : this.describe(node);
  }

  resolve(path: string): string | null {
    const node = this.walk(path, true);
    return node === null ? null : pathOfNode(node);
  }

  exists(path: string): boolean {
    return this.walk(path, true) !== null;
  }

  list(path: string): readonly string[] {
    const node = this.walk(path, true);
    return Array.from(node?.children?.values() ?? [], ({ name }) => name).sort(byCodeUnit);
  }

  *entries(): Generator<TreeEntry> {
    for (const { node, path } of nodesInOrder(this.root)) yield this.describe(node, path);
  }

  get size(): number {
    if (this.count < 0) this.count = countNodes(this.root);
    return this.count;
  }

  /** The node that a path leads to; `last`: a final symlink is followed too. */
  walk(path: string, last: boolean): TreeNode | null {
    const way = walkLinks(this, path, last);
    return 'found' in way ? way.found : null;
  }

  /** The diff id of a layer by position. */
  diffId(layer: number): string | undefined {
    return this.layers[layer]?.diffId;
  }

  /** The path, with leading slash, under which the content of a node stands in its layer. */
  contentPath(node: TreeNode): string {
    return node.contentRow < 0 ? pathOfNode(node) : `/${this.rows[node.contentLayer]?.path(node.contentRow) ?? ''}`;
  }

  /** The path, with leading slash, of a row of a layer. */
  rowPath(layer: number, row: number): string {
    return `/${this.rows[layer]?.path(row) ?? ''}`;
  }

  /** All entries in order of paths, with the layer (by position) and the row of their content; row -1 where no layer lists them. */
  *placedEntries(): Generator<{ readonly entry: TreeEntry; readonly layer: number; readonly row: number }> {
    for (const { node, path } of nodesInOrder(this.root))
      yield { entry: this.describe(node, path), layer: node.contentLayer, row: node.contentRow };
  }

  private describe(node: TreeNode, path = pathOfNode(node)): TreeEntry {
    const index = this.layers[node.contentLayer]?.index;
    const row = node.contentRow;
    const diffId = this.layers[node.layer]?.diffId;
    const layer = diffId === undefined ? {} : { layer: diffId };
    const type = entryTypes[node.type] ?? 'special';
    if (index === undefined || row < 0) return { path, type, mode: 0o755, uid: 0, gid: 0, size: 0, ...layer };
    const mode = node.type === 2 ? 0o777 : (index.modes[row] ?? 0);
    const entry = {
      path,
      type,
      mode,
      uid: index.uids[row] ?? 0,
      gid: index.gids[row] ?? 0,
      size: node.type === 0 ? (index.sizes[row] ?? 0) : 0,
      ...layer,
    };
    return node.type === 2 ? { ...entry, target: this.targetOf(node) } : entry;
  }
}

/** Layers that repeat (as in an image of ten thousand equal ones) share their decoded texts. */
function rowsOf(layers: readonly TreeLayer[]): LayerRows[] {
  const known = new Map<LayerIndex, LayerRows>();
  return layers.map(({ index }) => {
    const rows = known.get(index) ?? new LayerRows(index);
    known.set(index, rows);
    return rows;
  });
}

/** Is the node still in the tree, not replaced or removed later? */
function isAttached(node: TreeNode): boolean {
  for (let at = node; at.parent !== null; at = at.parent) if (at.parent.children?.get(at.name) !== at) return false;
  return true;
}

function countNodes(root: TreeNode): number {
  let count = 0;
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of node.children?.values() ?? []) {
      count++;
      if (child.children !== null) open.push(child);
    }
  }
  return count;
}

import { Children } from './children.ts';
import { rowCode } from './layer-index.ts';
import type { LayerRows } from './layer-rows.ts';
import { folderOf, nameOf } from './path.ts';
import { impliedFolder, type NodeType, type TreeNode } from './tree-node.ts';
import { walkLinks } from './walk-links.ts';

/** More nodes than this are not kept: a few hundred MiB of memory. */
const maxNodes = 4_000_000;

/** Why an entry is not in the tree. */
export type Misplaced = 'circle' | 'dangling-hardlink' | 'too-many';

/** An entry that could not be placed. */
export interface MisplacedEntry {
  readonly layer: number;
  readonly path: string;
  readonly why: Misplaced;
}

interface Folder {
  readonly node: TreeNode;
  /** Did symlinks lead elsewhere than the path says? */
  readonly moved: boolean;
}

/** Where an entry comes from. */
interface Origin {
  readonly layer: number;
  readonly row: number;
}

/**
 * Lays layers over each other as container engines do: whiteouts and opaque markers hide what lower layers brought (never the
 * layer's own entries), later entries replace earlier ones, entries below a symlinked folder land in the folder it leads to, and
 * nothing leaves the root.
 */
export class TreeBuilder {
  readonly root: TreeNode = impliedFolder('', null, 0);
  /** Nodes whose content was read under another path: hard links, and entries below symlinked folders. */
  readonly aliased: TreeNode[] = [];
  readonly misplaced: MisplacedEntry[] = [];
  private readonly layers: LayerRows[] = [];
  private folders = new Map<string, Folder>();
  private nodes = 1;
  readonly targetOf = (node: TreeNode): string => this.layers[node.contentLayer]?.link(node.contentRow) ?? '';

  /** Lays the next layer on top. */
  apply(rows: LayerRows): void {
    const layer = this.layers.push(rows) - 1;
    this.hide(rows);
    this.folders = new Map();
    for (let row = 0; row < rows.index.rows; row++) this.place(rows, layer, row);
  }

  private hide(rows: LayerRows): void {
    const { types } = rows.index;
    for (let row = 0; row < rows.index.rows; row++) {
      const type = types[row];
      if (type === rowCode.opaque) this.empty(rows.path(row));
      else if (type === rowCode.whiteout) this.remove(rows.path(row));
    }
  }

  private empty(path: string): void {
    const way = walkLinks(this, path, true);
    if ('found' in way) way.found.children = null;
  }

  private remove(path: string): void {
    const way = walkLinks(this, folderOf(path), true);
    if ('found' in way) way.found.children?.delete(nameOf(path));
  }

  private place(rows: LayerRows, layer: number, row: number): void {
    const type = rows.index.types[row] as number;
    if (type === rowCode.whiteout || type === rowCode.opaque) return;
    const path = rows.path(row);
    if (path === '') {
      if (type === rowCode.directory) describe(this.root, layer, row);
      return;
    }
    const folder = this.nodes < maxNodes ? this.folder(folderOf(path), layer) : null;
    if (folder === null) {
      this.misplaced.push({ layer, path, why: this.nodes < maxNodes ? 'circle' : 'too-many' });
    } else if (type === rowCode.directory) this.placeFolder(folder, nameOf(path), { layer, row });
    else if (type === rowCode.hardlink) this.placeHardLink(rows, folder, { layer, row });
    else
      this.put(folder, {
        name: nameOf(path),
        parent: folder.node,
        type: type as NodeType,
        layer,
        contentLayer: layer,
        contentRow: row,
        row,
        children: null,
      });
  }

  private placeFolder(folder: Folder, name: string, { layer, row }: Origin): void {
    const there = folder.node.children?.get(name);
    if (there?.type === 1) describe(there, layer, row);
    else this.put(folder, { ...impliedFolder(name, folder.node, layer), contentRow: row, row });
  }

  private placeHardLink(rows: LayerRows, folder: Folder, { layer, row }: Origin): void {
    const path = rows.path(row);
    const way = walkLinks(this, rows.link(row), false);
    if (!('found' in way) || way.found.type === 1) {
      this.misplaced.push({ layer, path, why: 'dangling-hardlink' });
      return;
    }
    const { type, contentLayer, contentRow } = way.found;
    if (way.found === folder.node.children?.get(nameOf(path))) return;
    this.put(
      folder,
      { name: nameOf(path), parent: folder.node, type, layer, contentLayer, contentRow, row, children: null },
      true,
    );
  }

  private put(folder: Folder, node: TreeNode, hardLink = false): void {
    folder.node.children ??= new Children();
    const there = folder.node.children.get(node.name);
    if (there !== undefined && (there.children !== null || there.type === 2)) this.folders.clear();
    if (there === undefined) this.nodes++;
    folder.node.children.set(node);
    if (folder.moved || hardLink) this.aliased.push(node);
  }

  /** The folder that a path leads to; made when it is not there. Null when symlinks lead in circles. */
  private folder(path: string, layer: number): Folder | null {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const way = walkLinks(this, path, true);
    if ('circle' in way) return null;
    const node = 'found' in way ? this.asFolder(way.found, layer) : this.make(way.at, way.missing, layer);
    if (node === null) return null;
    const folder = { node, moved: !liesAt(node, path) };
    this.folders.set(path, folder);
    return folder;
  }

  private make(at: TreeNode, missing: readonly string[], layer: number): TreeNode | null {
    let node = this.asFolder(at, layer);
    for (const name of missing) {
      if (name === '' || name === '.') continue;
      if (name === '..') return null;
      const made = impliedFolder(name, node, layer);
      node.children ??= new Children();
      node.children.set(made);
      node = made;
      this.nodes++;
    }
    return node;
  }

  /** Something lies below a file: the file gives way to a folder. */
  private asFolder(node: TreeNode, layer: number): TreeNode {
    if (node.type === 1 || node.parent === null) return node;
    const made = impliedFolder(node.name, node.parent, layer);
    node.parent.children?.set(made);
    return made;
  }
}

function describe(node: TreeNode, layer: number, row: number): void {
  node.layer = layer;
  node.contentLayer = layer;
  node.contentRow = row;
  node.row = row;
}

/** Is this the node's own path? Compared from the end, without building it. */
function liesAt(node: TreeNode, path: string): boolean {
  let end = path.length;
  for (let at = node; at.parent !== null; at = at.parent) {
    const start = end - at.name.length;
    if (start < 0 || !path.startsWith(at.name, start)) return false;
    if (start > 0 && path.charCodeAt(start - 1) !== 47) return false;
    end = Math.max(0, start - 1);
  }
  return end === 0;
}

import type { Children } from './children.ts';

/** Types of tree nodes, as codes: the same numbers as the rows they come from. */
export type NodeType = 0 | 1 | 2 | 3;

/**
 * A node of the squashed tree. Metadata stay in the columns of the layer: the node names the layer and row. A folder
 * that no layer lists (only its children) has row -1.
 */
export interface TreeNode {
  readonly name: string;
  readonly parent: TreeNode | null;
  type: NodeType;
  /** Position of the layer that brought the node. */
  layer: number;
  /** Layer and row that hold metadata and content: those of the target for hard links. */
  contentLayer: number;
  contentRow: number;
  /** Its own row in `layer`; -1 when only implied. */
  row: number;
  children: Children | null;
}

/** A folder that no layer lists. */
export function impliedFolder(name: string, parent: TreeNode | null, layer: number): TreeNode {
  return { name, parent, type: 1, layer, contentLayer: layer, contentRow: -1, row: -1, children: null };
}

/** The absolute path of a node, as one flat text. */
export function pathOfNode(node: TreeNode): string {
  if (node.parent === null) return '/';
  const names: string[] = [];
  for (let at: TreeNode = node; at.parent !== null; at = at.parent) names.push(at.name);
  names.push('');
  return names.reverse().join('/');
}

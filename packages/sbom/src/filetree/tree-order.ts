import { byCodeUnit } from '@gantry/core/order';
import type { TreeNode } from './tree-node.ts';

interface Step {
  readonly key: string;
  readonly node: TreeNode;
  readonly path: string;
  readonly below: boolean;
}

/**
 * All nodes below a root in code-unit order of their paths, without sorting whole paths: in every folder the names and,
 * for folders, `name/` (standing for what lies below) are sorted together, since `a-b` comes before `a/b` but after `a`.
 */
export function* nodesInOrder(root: TreeNode): Generator<{ readonly node: TreeNode; readonly path: string }> {
  const open = [...steps(root, '')];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    // One by one: a folder of a million names is too long for a list of arguments.
    if (step.below) for (const next of steps(step.node, step.path)) open.push(next);
    else yield step;
  }
}

/** The steps of a folder, last first: they go onto a stack. */
function steps(folder: TreeNode, path: string): Step[] {
  const found: Step[] = [];
  for (const node of folder.children?.values() ?? []) {
    const own = `${path}/${node.name}`;
    found.push({ key: node.name, node, path: own, below: false });
    if (node.children !== null) found.push({ key: `${node.name}/`, node, path: own, below: true });
  }
  return found.sort((a, b) => byCodeUnit(b.key, a.key));
}

import type { TreeNode } from './tree-node.ts';

/** From this many on a map pays. Below, it would cost more memory than the nodes: artifacts have folders without end. */
const few = 9;

const none: readonly TreeNode[] = [];

/** The nodes in a folder by name: a list while they are few, then a map. */
export class Children {
  private list: readonly TreeNode[] | null = none;
  private map: Map<string, TreeNode> | null = null;

  get(name: string): TreeNode | undefined {
    if (this.map !== null) return this.map.get(name);
    return this.list?.find((node) => node.name === name);
  }

  set(node: TreeNode): void {
    if (this.list !== null && this.list.length >= few) this.toMap(this.list);
    if (this.map !== null) this.map.set(node.name, node);
    else this.setInList(node);
  }

  delete(name: string): void {
    this.map?.delete(name);
    if (this.list !== null) this.list = this.list.filter((node) => node.name !== name);
  }

  /** In no order. */
  values(): Iterable<TreeNode> {
    return this.map?.values() ?? this.list ?? [];
  }

  private setInList(node: TreeNode): void {
    const at = this.list?.findIndex(({ name }) => name === node.name) ?? -1;
    // Copied, not pushed to: pushing reserves room for seventeen, and most folders hold one or two.
    this.list = at >= 0 ? (this.list ?? []).with(at, node) : [...(this.list ?? []), node];
  }

  private toMap(list: readonly TreeNode[]): void {
    this.map = new Map(list.map((node) => [node.name, node]));
    this.list = null;
  }
}

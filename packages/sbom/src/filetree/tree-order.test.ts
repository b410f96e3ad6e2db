import { describe, expect, it } from 'vitest';
import { Children } from './children.ts';
import { impliedFolder } from './tree-node.ts';
import { nodesInOrder } from './tree-order.ts';

describe('filetree/tree-order', () => {
  it('goes through a folder of very many names', () => {
    const root = impliedFolder('', null, 0);
    const folder = impliedFolder('many', root, 0);
    root.children = new Children();
    root.children.set(folder);
    folder.children = new Children();
    for (let at = 0; at < 300_000; at++) folder.children.set({ ...impliedFolder(`f${at}`, folder, 0), type: 0 });
    let count = 0;
    for (const _node of nodesInOrder(root)) count++;
    expect(count).toBe(300_001);
  });
});

export * from './layer-index.ts';
export * from './layer-index-builder.ts';
export * from './path.ts';
export * from './squashed-tree.ts';
export * from './tree-node.ts';
export type * from './types.ts';

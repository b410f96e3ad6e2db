export type * from './draft.ts';
export * from './id.ts';
export * from './kinds.ts';
export type * from './metadata/index.ts';
export type * from './metadata/owned-file.ts';
export * from './names.ts';
export type * from './package.ts';
export * from './sort-packages.ts';

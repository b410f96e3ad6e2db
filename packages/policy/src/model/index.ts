export * from './allowlisting.ts';
export * from './image-name.ts';
export * from './problems.ts';
export * from './read-policy.ts';
export * from './select-image.ts';
export * from './time.ts';
export * from './to-document.ts';
export type * from './types.ts';

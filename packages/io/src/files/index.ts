export * from './below.ts';
export * from './hash.ts';
export * from './path-kind.ts';
export * from './random-access.ts';
export * from './window.ts';

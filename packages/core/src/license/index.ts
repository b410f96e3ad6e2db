export * from './parse.ts';
export * from './satisfaction.ts';
export type * from './types.ts';

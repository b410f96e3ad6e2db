export * from './types.ts';
export * from './ecosystem.ts';

export * from './ecosystem.ts';
export * from './types.ts';

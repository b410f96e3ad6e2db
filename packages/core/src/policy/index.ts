export * from './first-seen.ts';
export * from './types.ts';

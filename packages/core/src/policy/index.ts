export * from './first-seen.ts';
export * from './hide-secrets.ts';
export * from './types.ts';

export * from './candidates.ts';
export * from './print.ts';

export * from './random-access.ts';

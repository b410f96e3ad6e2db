export * from './to-fail-with.ts';

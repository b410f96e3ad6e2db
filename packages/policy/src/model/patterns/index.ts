export * from './pattern.ts';
export type { PatternBudget } from './run-program.ts';
export * from './wildcard.ts';

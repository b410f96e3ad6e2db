export type { Entry } from './entries.ts';
export * from './external-sorter.ts';
export * from './read-block-file.ts';
export * from './write-block-file.ts';

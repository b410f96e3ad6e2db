export * from './common/index.ts';
export { operations, resources } from './operations.ts';

export * from './memory.ts';
export * from './run-program.ts';

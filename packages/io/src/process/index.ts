export * from './memory.ts';
export * from './run-program.ts';
export * from './start-program.ts';

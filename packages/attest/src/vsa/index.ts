export * from './make.ts';
export * from './read.ts';
export * from './revocations.ts';
export * from './verify.ts';

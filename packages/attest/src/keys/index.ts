export * from './generate.ts';
export * from './key.ts';
export * from './private-key.ts';
export * from './public-key.ts';
export * from './signing.ts';

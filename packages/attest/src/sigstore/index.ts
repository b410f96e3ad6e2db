export * from './bundle.ts';
export * from './trust-root.ts';
export * from './verify-bundle.ts';

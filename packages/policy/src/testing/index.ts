export * from './facts.ts';
export * from './policies.ts';

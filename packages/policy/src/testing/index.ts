export * from './facts.ts';
export * from './inspections.ts';
export * from './policies.ts';

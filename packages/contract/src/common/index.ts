export * from './model.ts';
export * from './models.ts';
export * from './operation.ts';
export * from './problem.ts';
export * from './values.ts';

export * from './coded-error.ts';
export * from './define-errors.ts';

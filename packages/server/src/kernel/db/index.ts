export type * from './db.ts';
export { migrate, type SchemaStep } from './migrate.ts';
export { type MemoryDatabase, openMemoryDatabase } from './open-pglite.ts';
export { type Scope, scoped } from './scoped.ts';
export type * from './tables.ts';

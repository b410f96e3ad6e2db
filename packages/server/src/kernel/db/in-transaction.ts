import type { Db } from './db.ts';
import type { Scope } from './scoped.ts';

/** Runs work in one transaction: the scope's own when it has one, else a new one. Wait for nothing but the database in it. */
export function inTransaction<T>(scope: Scope, work: (scope: Scope) => Promise<T>): Promise<T> {
  if (scope.db.isTransaction) return work(scope);
  return (scope.db as Db).transaction().execute((tx) => work(scope.within(tx)));
}

import type { DeleteQueryBuilder, InsertQueryBuilder, SelectQueryBuilder, UpdateQueryBuilder } from 'kysely';
import type { DbOrTx } from './db.ts';
import type { AccountTables, NewRow, Tables } from './tables/index.ts';

/**
 * The rows of one account: the only way by which operations reach tables that accounts own. Every select, update and delete
 * carries the account, every insert sets it.
 */
export interface Scope {
  readonly account: string;
  select<T extends AccountTables>(table: T): SelectQueryBuilder<Tables, T, object>;
  insert<T extends AccountTables>(
    table: T,
    rows: Omit<NewRow<T>, 'account'> | readonly Omit<NewRow<T>, 'account'>[],
  ): InsertQueryBuilder<Tables, T, object>;
  update<T extends AccountTables>(table: T): UpdateQueryBuilder<Tables, T, T, object>;
  delete<T extends AccountTables>(table: T): DeleteQueryBuilder<Tables, T, object>;
  /** The same account inside a transaction. */
  within(tx: DbOrTx): Scope;
  /** For joins with tables that no account owns: begin at a `select` of this scope. */
  readonly db: DbOrTx;
}

/** The scope of an account. */
export function scoped(db: DbOrTx, account: string): Scope {
  const here = <T extends AccountTables>(table: T) => `${table}.account` as 'image.account';
  // Kysely's types do not follow a table that is a parameter; the casts give back what each call is.
  return {
    account,
    db,
    select: <T extends AccountTables>(table: T) =>
      db.selectFrom(table as 'image').where(here(table), '=', account) as unknown as SelectQueryBuilder<
        Tables,
        T,
        object
      >,
    insert: <T extends AccountTables>(table: T, rows: object | readonly object[]) => {
      const owned = [rows].flat().map((row) => ({ ...row, account }));
      return db.insertInto(table as 'image').values(owned as never) as unknown as InsertQueryBuilder<Tables, T, object>;
    },
    update: <T extends AccountTables>(table: T) =>
      db.updateTable(table as 'image').where(here(table), '=', account) as unknown as UpdateQueryBuilder<
        Tables,
        T,
        T,
        object
      >,
    delete: <T extends AccountTables>(table: T) =>
      db.deleteFrom(table as 'image').where(here(table), '=', account) as unknown as DeleteQueryBuilder<
        Tables,
        T,
        object
      >,
    within: (tx) => scoped(tx, account),
  };
}

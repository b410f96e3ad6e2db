import type { Account } from '@gantry/contract';
import { toTimestamp } from '../kernel/clock/index.ts';
import type { DbOrTx, Row } from '../kernel/db/index.ts';
import { accountErrors } from './errors.ts';

type AccountRow = Row<'account'>;

/** ACCOUNT_NOT_FOUND. */
export async function accountNamed(db: DbOrTx, name: string): Promise<AccountRow> {
  const row = await db.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined) throw accountErrors.NOT_FOUND({ account: name });
  return row;
}

/** The account on the wire. */
export function toAccount({ name, type, state, email, created_at, last_updated }: AccountRow): Account {
  return {
    name,
    type,
    state,
    ...(email === null ? {} : { email }),
    created_at: toTimestamp(created_at),
    last_updated: toTimestamp(last_updated),
  };
}

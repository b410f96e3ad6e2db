import { by } from '@gantry/core';
import type { DbOrTx, Row } from '../../kernel/db/index.ts';

type AccountRow = Row<'account'>;

/** The accounts, by name; of one state only when it is given. */
export async function listedAccounts(db: DbOrTx, state?: AccountRow['state']): Promise<readonly AccountRow[]> {
  const all = db.selectFrom('account').selectAll();
  const rows = await (state === undefined ? all : all.where('state', '=', state)).execute();
  return rows.sort(by(({ name }) => name));
}

import { by } from '@gantry/core';
import { accountNamed } from '../../auth/index.ts';
import type { DbOrTx } from '../../kernel/db/index.ts';
import { userErrors } from './errors.ts';
import type { UserRow, Users } from './ports.ts';

function users(db: DbOrTx) {
  return db
    .selectFrom('gantry_user')
    .leftJoin('credential', (join) =>
      join.onRef('credential.user_id', '=', 'gantry_user.id').on('credential.type', '=', 'password'),
    )
    .selectAll('gantry_user')
    .select('credential.created_at as password_set_at');
}

/** The users of every account, by name. */
export async function allUsers(db: DbOrTx): Promise<readonly UserRow[]> {
  return (await users(db).execute()).sort(by(({ username }) => username));
}

/** The users of an account, by name. ACCOUNT_NOT_FOUND. */
export async function usersOf(db: DbOrTx, account: string): Promise<readonly UserRow[]> {
  const rows = await users(db).where('gantry_user.account', '=', account).execute();
  if (rows.length === 0) await accountNamed(db, account);
  return rows.sort(by(({ username }) => username));
}

/** Looking users up. */
export function userViews(db: DbOrTx): Users {
  const find = (username: string) => users(db).where('gantry_user.username', '=', username).executeTakeFirst();
  return {
    inAccount: async (account, username) => {
      const row = await find(username);
      if (row?.account === account) return row;
      await accountNamed(db, account);
      throw userErrors.NOT_FOUND({ account, username });
    },
    named: async (username) => {
      const row = await find(username);
      if (row === undefined) throw userErrors.NOT_FOUND({ account: '*', username });
      return row;
    },
  };
}

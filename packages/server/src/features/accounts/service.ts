import { accountErrors, accountNamed, adminAccount } from '../../auth/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { deletionJob } from './jobs.ts';

type AccountRow = Row<'account'>;
type Fields = Partial<Pick<AccountRow, 'state' | 'email'>>;

/** Accounts: the separate worlds of one server. */
export interface AccountService {
  /** ACCOUNT_EXISTS. */
  create(account: { readonly name: string; readonly email: string | null }): Promise<AccountRow>;
  /** ACCOUNT_NOT_FOUND, ACCOUNT_DELETING. */
  setEmail(name: string, email: string | null): Promise<AccountRow>;
  /** ACCOUNT_NOT_FOUND, ACCOUNT_DELETING, ACCOUNT_PROTECTED. */
  setState(name: string, state: 'enabled' | 'disabled'): Promise<AccountRow>;
  /** Begins the deletion of everything that the account has; ACCOUNT_NOT_FOUND, ACCOUNT_NOT_DISABLED, ACCOUNT_PROTECTED. */
  delete(name: string): Promise<void>;
}

/** The service on the database; deletions go through the queue. */
export function createAccountService({ db, clock, queue }: Platform): AccountService {
  const update = async (name: string, fields: Fields): Promise<AccountRow> => {
    const row = await db
      .updateTable('account')
      .set({ ...fields, last_updated: clock.now() })
      .where('name', '=', name)
      .where('state', '!=', 'deleting')
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) return row;
    throw accountErrors.DELETING({ account: (await accountNamed(db, name)).name });
  };
  return {
    create: async ({ name, email }) => {
      const now = clock.now();
      const row = await db
        .insertInto('account')
        .values({ name, email, type: 'user', state: 'enabled', created_at: now, last_updated: now })
        .onConflict((on) => on.column('name').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw accountErrors.EXISTS({ account: name });
      return row;
    },
    setEmail: (name, email) => update(name, email === null ? {} : { email }),
    setState: async (name, state) => {
      if (state === 'disabled') refuseAdmin(name);
      return update(name, { state });
    },
    delete: async (name) => {
      refuseAdmin(name);
      const { numUpdatedRows } = await db
        .updateTable('account')
        .set({ state: 'deleting', last_updated: clock.now() })
        .where('name', '=', name)
        .where('state', '=', 'disabled')
        .executeTakeFirst();
      const { state } = await accountNamed(db, name);
      if (numUpdatedRows === 0n && state !== 'deleting') throw accountErrors.NOT_DISABLED({ account: name, state });
      await queue.send(deletionJob, { account: name }, { singleton: name, priority: 'background' });
    },
  };
}

function refuseAdmin(name: string): void {
  if (name === adminAccount) throw accountErrors.PROTECTED({ account: name });
}

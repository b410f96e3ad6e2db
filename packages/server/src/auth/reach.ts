import { serverErrors } from '../errors.ts';
import type { DbOrTx } from '../kernel/db/index.ts';
import { accountErrors } from './errors.ts';
import { adminAccount, grantsOf } from './grants.ts';
import type { Caller } from './types.ts';

/** ACCOUNT_NOT_FOUND unless the call is about this account or the caller runs the server. */
export function requireAccount({ account, systemAdmin }: Caller, named: string): void {
  if (named !== account && !systemAdmin) throw accountErrors.NOT_FOUND({ account: named });
}

/**
 * Whoever may change who can sign in to the admin account could become a system admin: only these may. SERVER_NOT_AUTHORIZED.
 */
export function requireAdminForAdmins({ systemAdmin }: Caller, account: string): void {
  if (account === adminAccount && !systemAdmin) throw serverErrors.NOT_AUTHORIZED({ permissions: 'system-admin' });
}

/**
 * Whoever sets a user's password or makes a key for them can act as this user. So a user who holds roles beyond the account is
 * out of reach of its user admins. SERVER_NOT_AUTHORIZED.
 */
export async function requireActingAs(
  db: DbOrTx,
  caller: Caller,
  user: { id: string; account: string },
): Promise<void> {
  requireAdminForAdmins(caller, user.account);
  if (caller.systemAdmin || caller.userId === user.id) return;
  const beyond = (await grantsOf(db, user.id)).some(({ forAccount }) => forAccount !== user.account);
  if (beyond)
    throw serverErrors.NOT_AUTHORIZED({ permissions: 'system-admin (the user holds roles in other accounts)' });
}

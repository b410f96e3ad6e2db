import { randomBytes, randomUUID } from 'node:crypto';
import type { Db, Tx } from '../kernel/db/index.ts';
import { adminAccount, everywhere } from './grants.ts';
import { hashPassword } from './passwords.ts';
import { systemAdmin } from './roles/index.ts';

/** What the first start did. */
export interface AdminResult {
  readonly created: boolean;
  /** The password that was generated, to be shown once; null when one was given or the user was there already. */
  readonly generatedPassword: string | null;
}

/**
 * Makes the account `admin` and its user `admin` with the role of system admins, when they are missing. Repeatable, also by
 * several servers at once; a password that was changed since stays.
 */
export async function ensureAdmin(db: Db, { password }: { readonly password: string | null }): Promise<AdminResult> {
  const there = await db.selectFrom('gantry_user').select('id').where('username', '=', adminUser).executeTakeFirst();
  if (there !== undefined) return { created: false, generatedPassword: null };
  const chosen = password ?? randomBytes(18).toString('base64url');
  const hash = await hashPassword(chosen);
  const created = await db.transaction().execute((tx) => insertAdmin(tx, hash));
  return { created, generatedPassword: created && password === null ? chosen : null };
}

/** The user of the first start. */
export const adminUser = 'admin';

async function insertAdmin(tx: Tx, hash: string): Promise<boolean> {
  await tx
    .insertInto('account')
    .values({ name: adminAccount, type: 'admin', state: 'enabled' })
    .onConflict((on) => on.column('name').doNothing())
    .execute();
  const user = await tx
    .insertInto('gantry_user')
    .values({ id: randomUUID(), username: adminUser, account: adminAccount, type: 'native' })
    .onConflict((on) => on.column('username').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (user === undefined) return false;
  await tx.insertInto('credential').values({ user_id: user.id, type: 'password', hash }).execute();
  await tx.insertInto('role_member').values({ role: systemAdmin, user_id: user.id, for_account: everywhere }).execute();
  return true;
}

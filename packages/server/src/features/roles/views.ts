import { by } from '@gantry/core';
import type { DbOrTx } from '../../kernel/db/index.ts';

/** Somebody who holds a role directly. */
export interface Member {
  readonly username: string;
  readonly role: string;
  readonly forAccount: string;
  readonly since: Date;
}

/** The members that fit all filters that are given, by name and account. */
export async function membersOf(
  db: DbOrTx,
  { role, account, userId }: { role?: string | undefined; account?: string | undefined; userId?: string | undefined },
): Promise<readonly Member[]> {
  let rows = db
    .selectFrom('role_member')
    .innerJoin('gantry_user', 'gantry_user.id', 'role_member.user_id')
    .select([
      'gantry_user.username',
      'role_member.role',
      'role_member.for_account as forAccount',
      'role_member.created_at as since',
    ]);
  if (role !== undefined) rows = rows.where('role_member.role', '=', role);
  if (account !== undefined) rows = rows.where('role_member.for_account', '=', account);
  if (userId !== undefined) rows = rows.where('role_member.user_id', '=', userId);
  return (await rows.execute()).sort(by((member) => `${member.username}\0${member.forAccount}\0${member.role}`));
}

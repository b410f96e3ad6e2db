import { by } from '@gantry/core';
import { sql } from 'kysely';
import type { DbOrTx } from '../kernel/db/index.ts';
import { fullControl, roleNamed, systemAdmin } from './roles/index.ts';

/** A role that a user holds, and how they came by it. */
export interface Grant {
  readonly role: string;
  /** `*` for the roles of the system. */
  readonly forAccount: string;
  /** The group that gave it; null when it was given to the user. */
  readonly group: string | null;
  readonly since: Date;
}

/** The account whose owners run the server. */
export const adminAccount = 'admin';
/** Stands for every account. */
export const everywhere = '*';

/** All roles of a user, directly and through groups. */
export async function grantsOf(db: DbOrTx, userId: string): Promise<readonly Grant[]> {
  return (await grantsOfAll(db, [userId])).get(userId) ?? [];
}

/** The roles of several users, by their ids; users without roles are left out. */
export async function grantsOfAll(
  db: DbOrTx,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Grant[]>> {
  const rows = await db
    .selectFrom('role_member')
    .where('user_id', '=', anyOf(userIds))
    .select((on) => ['user_id', 'role', 'for_account', on.val<string | null>(null).as('group'), 'created_at'])
    .unionAll(
      db
        .selectFrom('user_group_user')
        .innerJoin('user_group', 'user_group.id', 'user_group_user.group_id')
        .innerJoin('user_group_role', 'user_group_role.group_id', 'user_group.id')
        .where('user_group_user.user_id', '=', anyOf(userIds))
        .select([
          'user_group_user.user_id',
          'user_group_role.role',
          'user_group_role.for_account',
          'user_group.name as group',
          'user_group_role.created_at',
        ]),
    )
    .execute();
  const grants = new Map<string, Grant[]>();
  for (const { user_id, role, for_account: forAccount, group, created_at: since } of rows) {
    const held = grants.get(user_id) ?? [];
    grants.set(user_id, [...held, { role, forAccount, group, since }]);
  }
  for (const held of grants.values()) held.sort(by(({ forAccount, role }) => `${forAccount}\0${role}`));
  return grants;
}

function anyOf(ids: readonly string[]) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}

/**
 * Does this user run the server? By the system role, or by full control of the admin account; both only for users who belong to
 * the admin account, whoever put them into whatever group.
 */
export function isSystemAdmin(grants: readonly Grant[], homeAccount: string): boolean {
  if (homeAccount !== adminAccount) return false;
  return grants.some(
    ({ role, forAccount }) =>
      (role === systemAdmin && forAccount === everywhere) || (role === fullControl && forAccount === adminAccount),
  );
}

/** The permissions that grants give in an account. Roles of the system count for system admins only. */
export function permissionsIn(account: string, grants: readonly Grant[], runsServer: boolean): ReadonlySet<string> {
  if (runsServer) return new Set(roleNamed(systemAdmin)?.permissions);
  const held = grants.filter(({ forAccount }) => forAccount === account).map(({ role }) => roleNamed(role));
  return new Set(held.flatMap((role) => (role === undefined || role.system ? [] : role.permissions)));
}

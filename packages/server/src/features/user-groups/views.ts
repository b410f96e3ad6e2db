import type { UserGroup, UserGroupRole, UserGroupUser } from '@gantry/contract/user-groups';
import { by } from '@gantry/core';
import { sql } from 'kysely';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { DbOrTx, Row } from '../../kernel/db/index.ts';
import { groupErrors } from './errors.ts';

/** A group and the roles that it gives. */
export interface Group {
  readonly row: Row<'user_group'>;
  readonly roles: readonly Row<'user_group_role'>[];
}

/** What the groups of a list have in common. */
export interface GroupFilter {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly account?: string | undefined;
  readonly userId?: string | undefined;
}

/** The groups that fit, by name. */
export async function listedGroups(db: DbOrTx, filter: GroupFilter): Promise<readonly Group[]> {
  const { name, username, account, userId } = filter;
  let groups = db.selectFrom('user_group').selectAll();
  if (name !== undefined) groups = groups.where('name', '=', name);
  if (account !== undefined)
    groups = groups.where('id', 'in', (on) =>
      on.selectFrom('user_group_role').select('group_id').where('for_account', '=', account),
    );
  if (userId !== undefined)
    groups = groups.where('id', 'in', (on) =>
      on.selectFrom('user_group_user').select('group_id').where('user_id', '=', userId),
    );
  if (username !== undefined)
    groups = groups.where('id', 'in', (on) =>
      on
        .selectFrom('user_group_user')
        .innerJoin('gantry_user', 'gantry_user.id', 'user_group_user.user_id')
        .select('user_group_user.group_id')
        .where('gantry_user.username', '=', username),
    );
  const rows = (await groups.execute()).sort(by((row) => row.name));
  return withRoles(db, rows);
}

/** GROUP_NOT_FOUND, also for what is no id at all. */
export async function groupOfId(db: DbOrTx, id: string): Promise<Group> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const row = known ? await db.selectFrom('user_group').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (row === undefined) throw groupErrors.NOT_FOUND({ group: id.slice(0, 64) });
  const [group] = await withRoles(db, [row]);
  return group ?? { row, roles: [] };
}

/** The users of a group, by name. */
export async function usersOfGroup(db: DbOrTx, id: string): Promise<readonly UserGroupUser[]> {
  const rows = await db
    .selectFrom('user_group_user')
    .innerJoin('gantry_user', 'gantry_user.id', 'user_group_user.user_id')
    .select(['gantry_user.username', 'user_group_user.created_at'])
    .where('user_group_user.group_id', '=', id)
    .execute();
  return rows
    .sort(by((row) => row.username))
    .map(({ username, created_at }) => ({ username, added_on: toTimestamp(created_at) }));
}

/** The group on the wire. */
export function toGroup({ row, roles }: Group): UserGroup {
  const { id, name, description, created_at, last_updated } = row;
  return {
    name,
    ...(description === null ? {} : { description }),
    group_uuid: id,
    created_at: toTimestamp(created_at),
    last_updated: toTimestamp(last_updated),
    account_roles: { items: toGroupRoles(roles) },
  };
}

/** The roles of a group, by account. */
export function toGroupRoles(roles: Group['roles']): UserGroupRole[] {
  const byAccount = groupByAccount(roles);
  return [...byAccount].map(([account, given]) => ({
    for_account: account,
    domain_name: account,
    roles: given.map(({ role, created_at }) => ({
      role,
      created_at: toTimestamp(created_at),
      membership_id: membershipId({ for_account: account, role }),
    })),
  }));
}

/** Names one role of a group. */
export function membershipId({ for_account, role }: { readonly for_account: string; readonly role: string }): string {
  return `${for_account}/${role}`;
}

function groupByAccount(roles: Group['roles']): Map<string, Row<'user_group_role'>[]> {
  const groups = new Map<string, Row<'user_group_role'>[]>();
  for (const one of roles) groups.set(one.for_account, [...(groups.get(one.for_account) ?? []), one]);
  return groups;
}

async function withRoles(db: DbOrTx, rows: readonly Row<'user_group'>[]): Promise<readonly Group[]> {
  const ids = rows.map(({ id }) => id);
  const roles = await db
    .selectFrom('user_group_role')
    .selectAll()
    .where('group_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  roles.sort(by(({ for_account, role }) => `${for_account}\0${role}`));
  return rows.map((row) => ({ row, roles: roles.filter(({ group_id }) => group_id === row.id) }));
}

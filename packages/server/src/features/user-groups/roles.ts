import { accountNamed, requireRole } from '../../auth/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { groupErrors } from './errors.ts';
import { type Group, groupOfId, membershipId } from './views.ts';

/** What a group gives to its users. */
export interface GroupRoles {
  /** Repeatable. GROUP_NOT_FOUND, ACCOUNT_NOT_FOUND, ROLE_NOT_FOUND, GROUP_SYSTEM_ROLE: then none is added. */
  add(id: string, account: string, roles: readonly string[]): Promise<Group>;
  /** GROUP_NOT_FOUND, GROUP_ROLE_NOT_FOUND: then none is taken away. */
  remove(id: string, memberships: readonly string[], accounts: readonly string[]): Promise<void>;
}

/** The roles on the database. */
export function createGroupRoles({ db, clock }: Platform): GroupRoles {
  return {
    add: async (id, account, roles) => {
      const { row } = await groupOfId(db, id);
      await accountNamed(db, account);
      for (const role of roles) requireForGroups(role);
      const created_at = clock.now();
      await db
        .insertInto('user_group_role')
        .values(roles.map((role) => ({ group_id: row.id, role, for_account: account, created_at })))
        .onConflict((on) => on.columns(['group_id', 'for_account', 'role']).doNothing())
        .execute();
      return groupOfId(db, id);
    },
    remove: async (id, memberships, accounts) => {
      const group = await groupOfId(db, id);
      const gone = going(group, memberships, accounts);
      await db.transaction().execute(async (tx) => {
        for (const { group_id, for_account, role } of gone)
          await tx
            .deleteFrom('user_group_role')
            .where((on) => on.and({ group_id, for_account, role }))
            .execute();
      });
    },
  };
}

function going({ row, roles }: Group, memberships: readonly string[], accounts: readonly string[]): Group['roles'] {
  const known = new Map(roles.map((one) => [membershipId(one), one]));
  const named = memberships.map((membership) => {
    const one = known.get(membership);
    if (one === undefined) throw groupErrors.ROLE_NOT_FOUND({ group: row.name, membership });
    return one;
  });
  return [...named, ...roles.filter(({ for_account }) => accounts.includes(for_account))];
}

function requireForGroups(name: string): void {
  if (requireRole(name).system) throw groupErrors.SYSTEM_ROLE({ role: name });
}

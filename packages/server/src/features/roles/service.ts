import { isCodedError } from '@gantry/core';
import {
  accountNamed,
  adminAccount,
  adminUser,
  type Caller,
  everywhere,
  grantsOf,
  requireAdminForAdmins,
  requireRole,
  roleErrors,
  systemAdmin,
} from '../../auth/index.ts';
import { serverErrors } from '../../errors.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { UserRow, Users } from '../users/ports.ts';
import type { Member } from './views.ts';

/** Who gets or loses which role where; no account: the one that the call is about. */
export interface Membership {
  readonly role: string;
  readonly username: string;
  readonly account: string | undefined;
}

/** Giving roles to users and taking them away. */
export interface RoleService {
  /** Repeatable. ROLE_NOT_FOUND, ROLE_SYSTEM_ONLY, USER_NOT_FOUND, ACCOUNT_NOT_FOUND, SERVER_NOT_AUTHORIZED. */
  give(caller: Caller, membership: Membership): Promise<Member>;
  /** As `give`; ROLE_MEMBER_NOT_FOUND, ROLE_PROTECTED. */
  take(caller: Caller, membership: Membership): Promise<void>;
  /** The user, as far as the caller may know of them: USER_NOT_FOUND. */
  reachable(caller: Caller, username: string): Promise<UserRow>;
}

/** What roles are built on. */
export interface RoleDeps {
  readonly platform: Platform;
  readonly users: Users;
}

/** The service on the database. */
export function createRoleService({ platform: { db, clock }, users }: RoleDeps): RoleService {
  /** Those who run the server know every user; others those who belong to the account of the call or hold a role in it. */
  const reachable = async (caller: Caller, username: string): Promise<UserRow> => {
    if (caller.systemAdmin) return users.named(username);
    const user = await users.named(username).catch(absentIfMissing);
    if (user?.account === caller.account) return user;
    const holds = user !== undefined && (await grantsOf(db, user.id)).some((one) => one.forAccount === caller.account);
    // The same words for users of other accounts and for those who do not exist.
    return user !== undefined && holds ? user : users.inAccount(caller.account, username);
  };
  const placed = async (caller: Caller, { role, username, account }: Membership) => {
    const { system } = requireRole(role);
    const place = system ? everywhere : (account ?? caller.account);
    if (system && !caller.systemAdmin) throw roleErrors.SYSTEM_ONLY({ role });
    if (!system) {
      if (place !== caller.account && !caller.systemAdmin)
        throw serverErrors.NOT_AUTHORIZED({ permissions: 'createRoleMember, deleteRoleMember in that account' });
      requireAdminForAdmins(caller, place);
      await accountNamed(db, place);
    }
    const user = await reachable(caller, username);
    if (system && user.account !== adminAccount) throw roleErrors.SYSTEM_ONLY({ role });
    return { user, place };
  };
  return {
    reachable,
    give: async (caller, membership) => {
      const { user, place } = await placed(caller, membership);
      const { role } = membership;
      const key = { role, user_id: user.id, for_account: place };
      await db
        .insertInto('role_member')
        .values({ ...key, created_at: clock.now() })
        .onConflict((on) => on.columns(['user_id', 'for_account', 'role']).doNothing())
        .execute();
      const { created_at: since } = await db
        .selectFrom('role_member')
        .select('created_at')
        .where((on) => on.and(key))
        .executeTakeFirstOrThrow();
      return { username: user.username, role, forAccount: place, since };
    },
    take: async (caller, membership) => {
      const { user, place } = await placed(caller, membership);
      const { role } = membership;
      if (role === systemAdmin && user.username === adminUser)
        throw roleErrors.PROTECTED({ username: user.username, role });
      const { numDeletedRows } = await db
        .deleteFrom('role_member')
        .where('role', '=', role)
        .where('user_id', '=', user.id)
        .where('for_account', '=', place)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw roleErrors.MEMBER_NOT_FOUND({ username: user.username, role, account: place });
    },
  };
}

/** Only "there is none" is an answer; a database that is away is not. */
function absentIfMissing(error: unknown): undefined {
  if (!isCodedError(error) || error.kind !== 'missing') throw error;
}

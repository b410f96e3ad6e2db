import {
  createUser,
  deleteUser,
  getAccountUser,
  listAllSystemUsers,
  listUsers,
  listUsersWithRoles,
} from '@gantry/contract/accounts';
import { getUser } from '@gantry/contract/identity';
import {
  type Caller,
  type Grant,
  grantsOf,
  grantsOfAll,
  requireAccount,
  requireAdminForAdmins,
} from '../../auth/index.ts';
import type { Db } from '../../kernel/db/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { userErrors } from './errors.ts';
import type { UserRow, Users } from './ports.ts';
import type { UserService } from './service.ts';
import { toUser, toUserWithRoles } from './to-wire.ts';
import { allUsers, usersOf } from './views.ts';

/** What the operations on users work with. */
export interface UserRoutesDeps {
  readonly db: Db;
  readonly users: Users;
  readonly service: UserService;
}

/** The operations on users. */
export function userRoutes({ db, users, service }: UserRoutesDeps): readonly Route[] {
  const withRoles = async (rows: readonly UserRow[], caller: Caller) => {
    const grants = await grantsOfAll(
      db,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => toUserWithRoles(row, visible(grants.get(row.id) ?? [], caller)));
  };
  return [
    route(listAllSystemUsers, async ({ caller }) => {
      const items = await withRoles(await allUsers(db), caller);
      return reply(listAllSystemUsers, 200, { items, total_rows: items.length });
    }),
    route(listUsers, async ({ params, caller }) => {
      requireAccount(caller, params.account_name);
      return reply(listUsers, 200, (await usersOf(db, params.account_name)).map(toUser));
    }),
    route(listUsersWithRoles, async ({ params, caller }) => {
      requireAccount(caller, params.account_name);
      const items = await withRoles(await usersOf(db, params.account_name), caller);
      return reply(listUsersWithRoles, 200, { items, total_rows: items.length });
    }),
    route(createUser, async ({ params, body, caller }) => {
      requireAccount(caller, params.account_name);
      requireAdminForAdmins(caller, params.account_name);
      const { username, password = null, user_type: type = 'native' } = body;
      if (type !== 'native') throw userErrors.TYPE_UNSUPPORTED({ type });
      return reply(createUser, 200, toUser(await service.create({ account: params.account_name, username, password })));
    }),
    route(getAccountUser, async ({ params, caller }) => {
      requireAccount(caller, params.account_name);
      const row = await users.inAccount(params.account_name, params.username);
      return reply(getAccountUser, 200, toUserWithRoles(row, visible(await grantsOf(db, row.id), caller)));
    }),
    route(deleteUser, async ({ params, caller }) => {
      requireAccount(caller, params.account_name);
      requireAdminForAdmins(caller, params.account_name);
      await service.delete(await users.inAccount(params.account_name, params.username));
      return reply(deleteUser, 204, undefined);
    }),
    route(getUser, async ({ caller }) => {
      const row = await users.inAccount(caller.homeAccount, caller.username);
      return reply(getUser, 200, toUserWithRoles(row, await grantsOf(db, row.id)));
    }),
  ];
}

/** Those roles that the caller may know of: in their account, or all for those who run the server. */
function visible(grants: readonly Grant[], { systemAdmin, account }: Caller): readonly Grant[] {
  return systemAdmin ? grants : grants.filter(({ forAccount }) => forAccount === account);
}

import {
  addUserGroupRoles,
  addUserGroupUsers,
  createUserGroup,
  deleteUserGroup,
  deleteUserGroupRole,
  deleteUserGroupUsers,
  getUserGroup,
  listMyUserGroups,
  listUserGroupRoles,
  listUserGroups,
  listUserGroupUsers,
  updateUserGroup,
} from '@gantry/contract/user-groups';
import { serverErrors } from '../../errors.ts';
import type { Db } from '../../kernel/db/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { GroupMembers } from './members.ts';
import type { GroupRoles } from './roles.ts';
import type { GroupService } from './service.ts';
import { groupOfId, listedGroups, toGroup, toGroupRoles, usersOfGroup } from './views.ts';

/** The operations on groups. */
export function groupRoutes(db: Db, groups: GroupService): readonly Route[] {
  return [
    route(listMyUserGroups, async ({ caller: { userId } }) => {
      return reply(listMyUserGroups, 200, (await listedGroups(db, { userId })).map(toGroup));
    }),
    route(listUserGroups, async ({ query }) => {
      const { user_group_name: name, contains_user: username, contains_account: account } = query;
      return reply(listUserGroups, 200, (await listedGroups(db, { name, username, account })).map(toGroup));
    }),
    route(createUserGroup, async ({ body: { name, description = null } }) => {
      return reply(createUserGroup, 201, toGroup(await groups.create({ name, description })));
    }),
    route(getUserGroup, async ({ params }) => {
      return reply(getUserGroup, 200, toGroup(await groupOfId(db, params.group_uuid)));
    }),
    route(updateUserGroup, async ({ params, body }) => {
      return reply(updateUserGroup, 200, toGroup(await groups.describe(params.group_uuid, body.description)));
    }),
    route(deleteUserGroup, async ({ params }) => {
      await groups.delete(params.group_uuid);
      return reply(deleteUserGroup, 204, undefined);
    }),
  ];
}

/** The operations on the users of a group. */
export function groupMemberRoutes(db: Db, members: GroupMembers): readonly Route[] {
  return [
    route(listUserGroupUsers, async ({ params }) => {
      const { row } = await groupOfId(db, params.group_uuid);
      return reply(listUserGroupUsers, 200, { items: [...(await usersOfGroup(db, row.id))] });
    }),
    route(addUserGroupUsers, async ({ params, body }) => {
      const names = body.usernames.map(({ username }) => required('usernames.username', username));
      await members.add(params.group_uuid, filled('body.usernames', names));
      return reply(addUserGroupUsers, 201, { items: [...(await usersOfGroup(db, params.group_uuid))] });
    }),
    route(deleteUserGroupUsers, async ({ params, query }) => {
      await members.remove(params.group_uuid, filled('query.username', query.username));
      return reply(deleteUserGroupUsers, 204, undefined);
    }),
  ];
}

/** The operations on the roles of a group. */
export function groupRoleRoutes(db: Db, given: GroupRoles): readonly Route[] {
  return [
    route(listUserGroupRoles, async ({ params }) => {
      const { roles } = await groupOfId(db, params.group_uuid);
      return reply(listUserGroupRoles, 200, { items: toGroupRoles(roles) });
    }),
    route(addUserGroupRoles, async ({ params, body }) => {
      const account = required('domain_name', body.for_account ?? body.domain_name);
      const names = body.roles.map(({ role }) => required('roles.role', role));
      const { roles } = await given.add(params.group_uuid, account, filled('body.roles', names));
      return reply(addUserGroupRoles, 201, { items: toGroupRoles(roles) });
    }),
    route(deleteUserGroupRole, async ({ params, query }) => {
      const { membership_id: memberships = [], all_roles_for_account: accounts = [] } = query;
      if (memberships.length + accounts.length === 0)
        throw serverErrors.BAD_REQUEST({ place: 'query.membership_id', because: 'it is missing' });
      await given.remove(params.group_uuid, memberships, accounts);
      return reply(deleteUserGroupRole, 204, undefined);
    }),
  ];
}

function required(field: string, value: string | undefined): string {
  if (value === undefined) throw serverErrors.BAD_REQUEST({ place: `body.${field}`, because: 'it is missing' });
  return value;
}

function filled<T>(place: string, list: readonly T[]): readonly T[] {
  if (list.length === 0) throw serverErrors.BAD_REQUEST({ place, because: 'it is empty' });
  return list;
}

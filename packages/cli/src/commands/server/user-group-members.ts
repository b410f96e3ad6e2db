import {
  addUserGroupRoles,
  addUserGroupUsers,
  deleteUserGroupRole,
  deleteUserGroupUsers,
  listUserGroupRoles,
  listUserGroupUsers,
  type UserGroupRoles,
  type UserGroupUser,
} from '@gantry/contract/user-groups';
import { cliErrors } from '../../errors.ts';
import type { View } from '../../render/answer.ts';
import { accountOf } from '../../server/account.ts';
import { findUserGroup } from '../../server/user-group.ts';
import { text } from '../../settings/option.ts';
import { doing, nameOf, showing } from './verbs.ts';

interface Grant {
  readonly account: string;
  readonly role: string;
  readonly since: string | undefined;
  readonly membership: string | undefined;
}

const roleView: View<Grant> = {
  fields: [
    { title: 'Account', of: (item) => item.account },
    { title: 'Role', of: (item) => item.role },
    { title: 'Since', of: (item) => item.since },
  ],
  id: (item) => item.membership,
};

const userView: View<UserGroupUser> = {
  fields: [
    { title: 'Username', of: (item) => item.username },
    { title: 'Added', of: (item) => item.added_on },
  ],
  id: (item) => item.username,
};

/** `gantry usergroup role list GROUP` */
export const listRoles = showing(listUserGroupRoles, {
  ask: async (client, call) => {
    const { group_uuid } = await findUserGroup(client, nameOf(call));
    return client.call(listUserGroupRoles, { params: { group_uuid } });
  },
  items: grantsOf,
  view: roleView,
});

/** `gantry usergroup role add GROUP ROLE...` */
export const addRoles = showing(addUserGroupRoles, {
  ask: async (client, { args: [name = '', ...roles], options, connection }) => {
    const { group_uuid } = await findUserGroup(client, name);
    const for_account = text(options, 'forAccount') ?? (await accountOf(client, connection));
    return client.call(addUserGroupRoles, {
      params: { group_uuid },
      body: { for_account, roles: roles.map((role) => ({ role })) },
    });
  },
  items: grantsOf,
  view: roleView,
});

/** `gantry usergroup role delete GROUP ROLE...` */
export const removeRoles = doing({
  word: 'deleted',
  act: async (client, { args: [name = '', ...roles], options, connection }) => {
    const { group_uuid } = await findUserGroup(client, name);
    const account = text(options, 'forAccount') ?? (await accountOf(client, connection));
    const grants = grantsOf(await client.call(listUserGroupRoles, { params: { group_uuid } }));
    const membership_id = roles.map((role) => {
      const grant = grants.find((one) => one.account === account && one.role === role);
      if (grant?.membership === undefined)
        throw cliErrors.NOT_FOUND({ kind: `role of ${name} in ${account}`, name: role });
      return grant.membership;
    });
    await client.call(deleteUserGroupRole, { params: { group_uuid }, query: { membership_id } });
    return roles;
  },
});

/** `gantry usergroup user list GROUP` */
export const listUsers = showing(listUserGroupUsers, {
  ask: async (client, call) => {
    const { group_uuid } = await findUserGroup(client, nameOf(call));
    return client.call(listUserGroupUsers, { params: { group_uuid } });
  },
  items: (reply) => reply.items ?? [],
  view: userView,
});

/** `gantry usergroup user add GROUP USERNAME...` */
export const addUsers = showing(addUserGroupUsers, {
  ask: async (client, { args: [name = '', ...users] }) => {
    const { group_uuid } = await findUserGroup(client, name);
    const usernames = users.map((username) => ({ username }));
    return client.call(addUserGroupUsers, { params: { group_uuid }, body: { usernames } });
  },
  items: (reply) => reply.items ?? [],
  view: userView,
});

/** `gantry usergroup user delete GROUP USERNAME...` */
export const removeUsers = doing({
  word: 'deleted',
  act: async (client, { args: [name = '', ...username] }) => {
    const { group_uuid } = await findUserGroup(client, name);
    await client.call(deleteUserGroupUsers, { params: { group_uuid }, query: { username } });
    return username;
  },
});

function grantsOf({ items }: UserGroupRoles): readonly Grant[] {
  return (items ?? []).flatMap(({ for_account, roles }) =>
    roles.map((one) => ({
      account: for_account,
      role: one.role ?? '',
      since: one.created_at,
      membership: one.membership_id,
    })),
  );
}

import {
  createUserGroup,
  deleteUserGroup,
  getUserGroup,
  listUserGroups,
  type UserGroup,
  updateUserGroup,
} from '@gantry/contract/user-groups';
import type { View } from '../../render/answer.ts';
import { findUserGroup } from '../../server/user-group.ts';
import { text } from '../../settings/option.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<UserGroup> = {
  fields: [
    { title: 'Name', of: (item) => item.name },
    { title: 'Description', max: 60, of: (item) => item.description },
    { title: 'Roles', max: 60, of: rolesOf },
    { title: 'Created', of: (item) => item.created_at },
    { title: 'ID', of: (item) => item.group_uuid },
  ],
  id: (item) => item.group_uuid,
};

const one = (group: UserGroup) => [group];

/** `gantry usergroup list` */
export const list = showing(listUserGroups, {
  ask: (client, { options }) =>
    client.call(listUserGroups, { query: { contains_user: text(options, 'containsUser') } }),
  items: (reply) => reply,
  view,
});

/** `gantry usergroup get GROUP` */
export const get = showing(getUserGroup, {
  ask: async (client, call) => {
    const { group_uuid } = await findUserGroup(client, nameOf(call));
    return client.call(getUserGroup, { params: { group_uuid } });
  },
  items: one,
  view: { ...view, lines: true },
});

/** `gantry usergroup add NAME` */
export const add = showing(createUserGroup, {
  ask: (client, call) =>
    client.call(createUserGroup, { body: { name: nameOf(call), description: text(call.options, 'description') } }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry usergroup update GROUP` */
export const update = showing(updateUserGroup, {
  ask: async (client, call) => {
    const { group_uuid } = await findUserGroup(client, nameOf(call));
    const description = text(call.options, 'description') ?? '';
    return client.call(updateUserGroup, { params: { group_uuid }, body: { description } });
  },
  items: one,
  view: { ...view, lines: true },
});

/** `gantry usergroup delete GROUP...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args }) => {
    for (const name of args) {
      const { group_uuid } = await findUserGroup(client, name);
      await client.call(deleteUserGroup, { params: { group_uuid } });
    }
    return args;
  },
});

function rolesOf({ account_roles }: UserGroup): readonly string[] {
  return (account_roles?.items ?? []).flatMap(({ for_account, roles }) =>
    roles.map(({ role }) => `${role ?? ''} in ${for_account}`),
  );
}

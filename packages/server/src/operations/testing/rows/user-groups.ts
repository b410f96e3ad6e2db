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
import type { Ask } from '../ask.ts';
import { people } from '../people.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

type Params = Record<string, string>;

async function someGroup(world: World): Promise<Params> {
  const made = await world.prepare<{ group_uuid: string }>(people.root, createUserGroup, {
    json: { name: world.name('group') },
  });
  return { group_uuid: made.group_uuid };
}

/** A group with the owner of `team-a` in it. */
async function peopledGroup(world: World): Promise<Params> {
  const params = await someGroup(world);
  await world.prepare(people.root, addUserGroupUsers, { params, json: { usernames: [{ username: people.owner }] } });
  return params;
}

/** A group with a role, and what names the role of the group. */
async function roleOfGroup(world: World): Promise<{ readonly params: Params; readonly membership: string }> {
  const params = await someGroup(world);
  const json = { for_account: 'team-a', roles: [{ role: 'read-only' }] };
  const { items } = await world.prepare<Roles>(people.root, addUserGroupRoles, { params, json });
  return { params, membership: items[0]?.roles[0]?.membership_id ?? '' };
}

interface Roles {
  readonly items: readonly { readonly roles: readonly { readonly membership_id?: string }[] }[];
}

const aboutGroup = async (world: World): Promise<Ask> => ({ params: await someGroup(world) });
const missing = 'GROUP_NOT_FOUND';

/** Groups of users: only those who run the server see them. */
export const userGroupRows = [
  row(listMyUserGroups, {
    ask: async (world) => {
      await peopledGroup(world);
      return {};
    },
    mark: () => 'group-',
  }),
  row(listUserGroups, {
    as: 'root',
    ask: () => ({ query: { contains_account: 'team-a' } }),
    bad: refused({ query: { user_group_name: 'a\0b' } }),
  }),
  row(createUserGroup, {
    as: 'root',
    ask: (world) => ({ json: { name: world.name('group'), description: 'some' } }),
    bad: refused({ json: { description: 'nameless' } }),
  }),
  row(getUserGroup, { as: 'root', ask: aboutGroup, bad: missing }),
  row(updateUserGroup, {
    as: 'root',
    ask: async (world) => ({ params: await someGroup(world), json: { description: 'other' } }),
    bad: refused({ json: {} }),
  }),
  row(deleteUserGroup, { as: 'root', ask: aboutGroup, bad: missing }),
  row(listUserGroupUsers, { as: 'root', ask: async (world) => ({ params: await peopledGroup(world) }), bad: missing }),
  row(addUserGroupUsers, {
    as: 'root',
    ask: async (world) => ({ params: await someGroup(world), json: { usernames: [{ username: people.plain }] } }),
    bad: refused({ json: { usernames: [] } }),
  }),
  row(deleteUserGroupUsers, {
    as: 'root',
    ask: async (world) => ({ params: await peopledGroup(world), query: { username: people.owner } }),
    bad: refused({ query: {} }),
  }),
  row(listUserGroupRoles, {
    as: 'root',
    ask: async (world) => ({ params: (await roleOfGroup(world)).params }),
    bad: missing,
  }),
  row(addUserGroupRoles, {
    as: 'root',
    ask: async (world) => ({
      params: await someGroup(world),
      json: { for_account: 'team-a', roles: [{ role: 'read-only' }] },
    }),
    bad: refused({ json: { roles: [] } }),
  }),
  row(deleteUserGroupRole, {
    as: 'root',
    ask: async (world) => {
      const { params, membership } = await roleOfGroup(world);
      return { params, query: { membership_id: membership } };
    },
    bad: refused({ query: {} }),
  }),
];

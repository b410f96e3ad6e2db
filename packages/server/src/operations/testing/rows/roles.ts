import {
  addRoleUser,
  deleteRoleUser,
  getRole,
  listRoleMembers,
  listRoles,
  listUserRoles,
  myRoles,
} from '@gantry/contract/roles';
import { addPerson, people } from '../people.ts';
import { notAuthorized, refused, row } from '../row.ts';
import type { World } from '../world.ts';

const reader = { role_name: 'read-only' };

async function someone(world: World, role?: string): Promise<string> {
  const username = world.name('member');
  await addPerson(world.platform, { username, account: 'team-a', ...(role === undefined ? {} : { role }) });
  return username;
}

/** Roles and who holds them. */
export const roleRows = [
  row(listRoles),
  row(getRole, { ask: () => ({ params: reader }), bad: 'ROLE_NOT_FOUND' }),
  row(myRoles, { mark: () => 'team-a' }),
  row(listRoleMembers, {
    ask: async (world) => {
      await someone(world, 'read-only');
      return { params: reader };
    },
    bad: 'ROLE_NOT_FOUND',
    mark: () => 'member-',
  }),
  row(addRoleUser, {
    ask: async (world) => ({ params: reader, json: { username: await someone(world), for_account: 'team-a' } }),
    bad: refused({ json: { for_account: 'team-a' } }),
    other: notAuthorized,
  }),
  row(deleteRoleUser, {
    ask: async (world) => ({
      params: reader,
      query: { username: await someone(world, 'read-only'), for_account: 'team-a' },
    }),
    bad: refused({ query: {} }),
    other: notAuthorized,
  }),
  row(listUserRoles, {
    ask: () => ({ params: { username: people.owner } }),
    bad: 'USER_NOT_FOUND',
    other: { status: 404, code: 'USER_NOT_FOUND' },
  }),
];

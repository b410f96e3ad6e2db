import {
  getRole,
  listRoleMembers,
  listRoles,
  type Role,
  type RoleMember,
  type RoleSummary,
} from '@gantry/contract/roles';
import type { View } from '../../render/answer.ts';
import { text } from '../../settings/option.ts';
import { nameOf, showing } from './verbs.ts';

const view: View<RoleSummary> = {
  fields: [
    { title: 'Name', of: (item) => item.name },
    { title: 'Description', max: 120, of: (item) => item.description },
  ],
  id: (item) => item.name,
};

const details: View<Role> = {
  fields: [
    { title: 'Name', of: (item) => item.name },
    { title: 'Description', of: (item) => item.description },
    { title: 'Permissions', of: (item) => item.permissions?.map(({ action }) => action) },
  ],
  id: (item) => item.name,
  lines: true,
};

const members: View<RoleMember> = {
  fields: [
    { title: 'Username', of: (item) => item.username },
    { title: 'Account', of: (item) => item.for_account },
    { title: 'Since', of: (item) => item.created_at },
  ],
  id: (item) => item.username,
};

/** `gantry role list` */
export const list = showing(listRoles, { ask: (client) => client.call(listRoles), items: (reply) => reply, view });

/** `gantry role get ROLE` */
export const get = showing(getRole, {
  ask: (client, call) => client.call(getRole, { params: { role_name: nameOf(call) } }),
  items: (reply) => [reply],
  view: details,
});

/** `gantry role members ROLE` */
export const listMembers = showing(listRoleMembers, {
  ask: (client, call) =>
    client.call(listRoleMembers, {
      params: { role_name: nameOf(call) },
      query: { for_account: text(call.options, 'forAccount') },
    }),
  items: (reply) => reply,
  view: members,
});

import { serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const groups = () => import('../server/user-groups.ts');

const members = () => import('../server/user-group-members.ts');

const description = { flags: '--description <text>', about: 'what the group is for' };
const forAccount = { flags: '--for-account <name>', about: 'account that the roles are in (default: your own)' };

/** Commands about groups of users. */
export const userGroupCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'usergroup add',
      args: '<name>',
      about: 'make a group of users',
      options: [description, serverOutput()],
      examples: ["gantry usergroup add auditors --description 'may look at everything'"],
    },
    groups,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'usergroup delete',
      args: '<group...>',
      about: 'delete groups of users',
      options: [serverOutput()],
      examples: ['gantry usergroup delete auditors'],
    },
    groups,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'usergroup get',
      args: '<group>',
      about: 'show a group of users, by name or id',
      options: [serverOutput('csv')],
      examples: ['gantry usergroup get auditors'],
    },
    groups,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'usergroup list',
      args: '',
      about: 'list the groups of users',
      options: [{ flags: '--contains-user <name>', about: 'only those that this user is in' }, serverOutput('csv')],
      examples: ['gantry usergroup list'],
    },
    groups,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'usergroup update',
      args: '<group>',
      about: 'change the description of a group of users',
      options: [description, serverOutput()],
      examples: ["gantry usergroup update auditors --description 'external auditors'"],
    },
    groups,
    ({ update }) => update,
  ),
  serverCommand(
    {
      name: 'usergroup role add',
      args: '<group> <role...>',
      about: 'give a group roles in an account',
      options: [forAccount, serverOutput('csv')],
      examples: ['gantry usergroup role add auditors read-only --for-account payments'],
    },
    members,
    ({ addRoles }) => addRoles,
  ),
  serverCommand(
    {
      name: 'usergroup role delete',
      args: '<group> <role...>',
      about: 'take roles in an account from a group',
      options: [forAccount, serverOutput()],
      examples: ['gantry usergroup role delete auditors read-only --for-account payments'],
    },
    members,
    ({ removeRoles }) => removeRoles,
  ),
  serverCommand(
    {
      name: 'usergroup role list',
      args: '<group>',
      about: 'list the roles of a group',
      options: [serverOutput('csv')],
      examples: ['gantry usergroup role list auditors'],
    },
    members,
    ({ listRoles }) => listRoles,
  ),
  serverCommand(
    {
      name: 'usergroup user add',
      args: '<group> <username...>',
      about: 'put users into a group',
      options: [serverOutput('csv')],
      examples: ['gantry usergroup user add auditors jana'],
    },
    members,
    ({ addUsers }) => addUsers,
  ),
  serverCommand(
    {
      name: 'usergroup user delete',
      args: '<group> <username...>',
      about: 'take users out of a group',
      options: [serverOutput()],
      examples: ['gantry usergroup user delete auditors jana'],
    },
    members,
    ({ removeUsers }) => removeUsers,
  ),
  serverCommand(
    {
      name: 'usergroup user list',
      args: '<group>',
      about: 'list the users of a group',
      options: [serverOutput('csv')],
      examples: ['gantry usergroup user list auditors'],
    },
    members,
    ({ listUsers }) => listUsers,
  ),
];

import { serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const load = () => import('../server/roles.ts');

/** Commands about roles. They are given with `user add --role` and `usergroup role add`. */
export const roleCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'role get',
      args: '<role>',
      about: 'show what a role allows',
      options: [serverOutput('csv')],
      examples: ['gantry role get read-only'],
    },
    load,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'role list',
      args: '',
      about: 'list the roles that users and groups can have',
      options: [serverOutput('csv')],
      examples: ['gantry role list'],
    },
    load,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'role members',
      args: '<role>',
      about: 'list who has a role',
      options: [{ flags: '--for-account <name>', about: 'only in this account' }, serverOutput('csv')],
      examples: ['gantry role members read-only --for-account payments'],
    },
    load,
    ({ listMembers }) => listMembers,
  ),
];

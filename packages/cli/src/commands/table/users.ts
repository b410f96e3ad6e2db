import type { OptionSpec } from '../../settings/option.ts';
import { both, passwordStdin, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const load = () => import('../server/users.ts');

const password: readonly OptionSpec[] = [
  both(
    '--user-password <text>',
    'USER_PASSWORD',
    'the password of that user; the variable keeps it out of the process list',
  ),
  passwordStdin,
];

/** Commands about users. `--account` names the account that they are of. */
export const userCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'user add',
      args: '<username>',
      about: 'add a user to an account',
      options: [
        ...password,
        { flags: '--idp_name <name>', about: 'a user of this identity provider, without a password here' },
        { flags: '--role <name>', about: 'role in the account; may be given more than once', repeat: true },
        serverOutput(),
      ],
      examples: ['GANTRY_USER_PASSWORD=... gantry user add jana --account payments --role full-control'],
    },
    load,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'user delete',
      args: '<username...>',
      about: 'delete users of an account',
      options: [serverOutput()],
      examples: ['gantry user delete jana --account payments'],
    },
    load,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'user get',
      args: '[username]',
      about: 'show a user, without a name yourself',
      options: [serverOutput('csv')],
      examples: ['gantry user get', 'gantry user get jana --account payments'],
    },
    load,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'user list',
      args: '',
      about: 'list the users of an account',
      options: [serverOutput('csv')],
      examples: ['gantry user list --account payments'],
    },
    load,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'user set-password',
      args: '<username>',
      about: 'change the password of a user',
      options: [...password, serverOutput()],
      examples: ['GANTRY_USER_PASSWORD=... gantry user set-password jana --account payments'],
    },
    load,
    ({ setPassword }) => setPassword,
  ),
];

import { serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const load = () => import('../server/accounts.ts');
const email = { flags: '--email <address>', about: 'address of whoever answers for the account' };

/** Commands about accounts. */
export const accountCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'account add',
      args: '<name>',
      about: 'make an account',
      options: [email, serverOutput()],
      examples: ['gantry account add payments --email payments@example.com'],
    },
    load,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'account delete',
      args: '<name...>',
      about: 'delete accounts and all that is theirs; they must be disabled',
      options: [serverOutput()],
      examples: ['gantry account disable payments && gantry account delete payments'],
    },
    load,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'account disable',
      args: '<name...>',
      about: 'let nobody of these accounts sign in',
      options: [serverOutput()],
      examples: ['gantry account disable payments'],
    },
    load,
    ({ disable }) => disable,
  ),
  serverCommand(
    {
      name: 'account enable',
      args: '<name...>',
      about: 'let the users of these accounts sign in again',
      options: [serverOutput()],
      examples: ['gantry account enable payments'],
    },
    load,
    ({ enable }) => enable,
  ),
  serverCommand(
    {
      name: 'account get',
      args: '[name]',
      about: 'show an account, without a name your own',
      options: [serverOutput('csv')],
      examples: ['gantry account get', 'gantry account get payments -o json'],
    },
    load,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'account list',
      args: '',
      about: 'list the accounts of the server',
      options: [
        { flags: '--state <state>', about: 'only those in this state', choices: ['enabled', 'disabled', 'deleting'] },
        serverOutput('csv'),
      ],
      examples: ['gantry account list', 'gantry account list --state disabled -o id'],
    },
    load,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'account update',
      args: '<name>',
      about: 'change the address of an account',
      options: [email, serverOutput()],
      examples: ['gantry account update payments --email pay@example.com'],
    },
    load,
    ({ update }) => update,
  ),
];

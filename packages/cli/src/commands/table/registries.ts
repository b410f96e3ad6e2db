import type { OptionSpec } from '../../settings/option.ts';
import { both, choice, passwordStdin, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const load = () => import('../server/registries.ts');

const settings: readonly OptionSpec[] = [
  both('--username <name>', 'REGISTRY_USERNAME', 'user name for the registry'),
  both(
    '--registry-password <text>',
    'REGISTRY_PASSWORD',
    'password or token for the registry; the variable keeps it out of the process list',
  ),
  passwordStdin,
  { flags: '--type <type>', about: 'kind of registry', default: 'docker_v2' },
  { flags: '--name <text>', about: 'name to show (default: the registry)' },
  choice('--secure-connection', 'check the certificate of the registry', 'true'),
  choice('--validate', 'sign in to the registry first, and refuse when that fails', 'true'),
  serverOutput(),
];

/** Commands about registries. */
export const registryCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'registry add',
      args: '<registry>',
      about: 'let the server pull from a registry, or from what lies below a path of it',
      options: settings,
      examples: ['GANTRY_REGISTRY_PASSWORD=... gantry registry add registry.example.com --username ci'],
    },
    load,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'registry delete',
      args: '<registry...>',
      about: 'forget registries and their credentials',
      options: [serverOutput()],
      examples: ['gantry registry delete registry.example.com'],
    },
    load,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'registry get',
      args: '<registry>',
      about: 'show one registry',
      options: [serverOutput('csv')],
      examples: ['gantry registry get registry.example.com'],
    },
    load,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'registry list',
      args: '',
      about: 'list the registries that the server may pull from',
      options: [serverOutput('csv')],
      examples: ['gantry registry list'],
    },
    load,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'registry update',
      args: '<registry>',
      about: 'change the settings or the credentials of a registry',
      options: settings,
      examples: ['GANTRY_REGISTRY_PASSWORD=... gantry registry update registry.example.com --username ci'],
    },
    load,
    ({ update }) => update,
  ),
];

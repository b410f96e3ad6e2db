import { answerFormat, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const system = () => import('../server/system.ts');

const waiting = () => import('../server/system-wait.ts');

const smoke = () => import('../server/smoke-tests.ts');

const feeds = () => import('../server/feeds.ts');

const keys = () => import('../server/api-keys.ts');

/** Commands about the server itself, its feeds and the keys of its user. */
const systemServerCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'apikey add',
      args: '<name>',
      about: 'make an API key; it is shown this once',
      options: [
        { flags: '--description <text>', about: 'what it is for' },
        { flags: '--days <number>', about: 'days until it expires (default: 90)', range: [1, 36_500] },
        { flags: '--expires-at <time>', about: 'when it expires (RFC 3339), in place of --days' },
        serverOutput(),
      ],
      examples: [
        'gantry apikey add ci --days 30',
        'GANTRY_USERNAME=_api_key GANTRY_PASSWORD=$(gantry apikey add ci -o id) gantry image list',
      ],
    },
    keys,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'apikey delete',
      args: '<name...>',
      about: 'delete API keys',
      options: [serverOutput()],
      examples: ['gantry apikey delete ci'],
    },
    keys,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'apikey get',
      args: '<name>',
      about: 'show an API key, without the key itself',
      options: [serverOutput('csv')],
      examples: ['gantry apikey get ci'],
    },
    keys,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'apikey list',
      args: '',
      about: 'list your API keys',
      options: [serverOutput('csv')],
      examples: ['gantry apikey list'],
    },
    keys,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'apikey revoke',
      args: '<name>',
      about: 'let an API key no longer sign in',
      options: [serverOutput()],
      examples: ['gantry apikey revoke ci'],
    },
    keys,
    ({ revoke }) => revoke,
  ),
  serverCommand(
    {
      name: 'feed list',
      args: '',
      about: 'list the advisory feeds of the server and how old they are',
      options: [serverOutput('csv')],
      examples: ['gantry feed list'],
    },
    feeds,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'feed sync',
      args: '',
      about: 'let the server fetch its feeds now',
      options: [
        { flags: '-f, --force_sync', about: 'fetch also what did not change' },
        {
          flags: '-t, --timeout <seconds>',
          about: 'how long the server may take for its answer (default: 600)',
          range: [1, 86_400],
        },
        answerFormat(['text', 'json', 'json-raw']),
      ],
      examples: ['gantry feed sync'],
    },
    feeds,
    ({ sync }) => sync,
  ),
  serverCommand(
    {
      name: 'system delete',
      args: '<service> <host>',
      about: 'forget a service that is gone for good',
      options: [serverOutput()],
      examples: ['gantry system delete worker worker-7'],
    },
    system,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'system smoke-tests',
      aliases: ['smoke-test'],
      args: '',
      about: 'read one thing of every kind from the server and say what fails',
      options: [answerFormat(['text', 'json', 'json-raw'])],
      examples: ['gantry system smoke-tests'],
    },
    smoke,
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'system status',
      args: '',
      about: 'show the services of the server',
      options: [serverOutput('csv')],
      examples: ['gantry system status'],
    },
    system,
    ({ status }) => status,
  ),
  serverCommand(
    {
      name: 'system wait',
      args: '',
      about: 'wait until the server answers, its services are up and advisories are loaded',
      options: [
        { flags: '-t, --timeout <seconds>', about: 'how long to wait (default: 600)', range: [1, 86_400] },
        { flags: '--no-feeds', about: 'do not wait for advisories' },
      ],
      examples: ['gantry system wait --timeout 300'],
    },
    waiting,
    ({ run }) => run,
  ),
];

/** Commands about the server, and the version, which is told without one. */
export const systemCommands: readonly Command[] = [
  ...systemServerCommands,
  {
    name: 'version',
    args: '',
    about: 'print the version, and that of the server when one is named',
    server: 'optional',
    options: [answerFormat(['text', 'json', 'table'])],
    examples: ['gantry version -o json'],
    load: () => import('../version.ts'),
  },
];

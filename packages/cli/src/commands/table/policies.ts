import { answerFormat, inputOption, resultFile, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const policies = () => import('../server/policies.ts');

const packOption = { flags: '--pack <name>', about: 'a pack that ships with Gantry, in place of a file' };

/** Commands about the policies of a server. */
const policyServerCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'policy activate',
      args: '<name|id>',
      about: 'make a policy the one that images are evaluated by',
      options: [{ flags: '--force', about: 'activate it though tests that it carries fail' }, serverOutput()],
      examples: ['gantry policy activate strict'],
    },
    policies,
    ({ activate }) => activate,
  ),
  serverCommand(
    {
      name: 'policy add',
      args: '',
      about: 'add a policy to the server: a file, or a pack that ships with Gantry',
      options: [inputOption('policy file (JSON or YAML), - for standard input'), packOption, serverOutput()],
      examples: ['gantry policy add -i ./policy.yaml', 'gantry policy add --pack tripwires'],
    },
    policies,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'policy backtest',
      args: '<file|name|id>',
      about:
        'replay a policy over what the server evaluated: which images would be told something else, by rule, by team',
      options: [
        { flags: '--since <time>', about: 'evaluations from this time on: a date, a time, or 90d (default: 90d)' },
        {
          flags: '--against <what>',
          about: 'stored: what the verdicts were; active: what the active policy says of the same facts',
          choices: ['stored', 'active'],
          default: 'stored',
        },
        {
          flags: '--evaluated-by <name|id>',
          about: 'whose evaluations are replayed (default: those of the active policy)',
        },
        {
          flags: '--team-key <name>',
          about: 'annotation or label that names who answers for an image',
          default: 'team',
        },
        { flags: '--fail-on-flips', about: 'exit 1 when an image would be told something else' },
        { flags: '--timeout <seconds>', about: 'how long to wait (default: 3600)', range: [1, 86_400] },
        ...resultFile,
        serverOutput(),
      ],
      examples: [
        'gantry policy backtest ./policy.yaml --since 90d',
        'gantry policy backtest tripwires --since 2026-10-01 --against active -o json',
      ],
    },
    () => import('../server/backtest.ts'),
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'policy delete',
      args: '<name|id...>',
      about: 'delete policies of the server',
      options: [serverOutput()],
      examples: ['gantry policy delete strict'],
    },
    policies,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'policy get',
      args: '<name|id>',
      about: 'show a policy of the server; -o json-raw --detail for the whole document',
      options: [{ flags: '--detail', about: 'with the rules' }, serverOutput('csv')],
      examples: ['gantry policy get strict --detail -o json-raw > policy.json'],
    },
    policies,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'policy update',
      args: '<name|id>',
      about: 'change a policy of the server',
      options: [inputOption('policy file (JSON or YAML), - for standard input'), packOption, serverOutput()],
      examples: ['gantry policy update strict -i ./policy.yaml'],
    },
    policies,
    ({ update }) => update,
  ),
];

/** Commands about policies of a server, and the list, which is that of the packs when no server is named. */
export const policyCommands: readonly Command[] = [
  ...policyServerCommands,
  {
    name: 'policy list',
    args: '',
    about: 'the policies of the server that is named; without a server, or with --packs, those that ship with Gantry',
    server: 'optional',
    options: [
      { flags: '--packs', about: 'those that ship with Gantry, whether a server is named or not' },
      { flags: '--detail', about: 'with the rules' },
      answerFormat(['text', 'json', 'json-raw', 'id', 'csv', 'table']),
    ],
    examples: ['gantry policy list', 'gantry policy list --packs'],
    load: () => import('../policy-list.ts'),
  },
];

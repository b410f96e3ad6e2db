import { fileOption, outputOption } from '../../settings/options.ts';
import type { Command } from '../command.ts';

/** Commands for people who write policies and compare verdicts; they work alone. */
export const authoringCommands: readonly Command[] = [
  {
    name: 'policy fmt',
    args: '<file...>',
    about: 'put the keys of policy files in order; comments stay',
    options: [{ flags: '--check', about: 'write nothing; exit 1 when a file is not in order' }],
    examples: ['gantry policy fmt ./policy.yaml', 'gantry policy fmt --check policies/*.yaml'],
    load: () => import('../policy-fmt.ts'),
  },
  {
    name: 'policy init',
    args: '[file]',
    about: 'write a policy with comments and tests to start from, or a pack as a file of your own',
    options: [
      { flags: '--pack <name>', about: 'start from this pack' },
      { flags: '--overwrite', about: 'write over files that exist' },
    ],
    examples: ['gantry policy init', 'gantry policy init --pack secure ./policy.yaml'],
    load: () => import('../policy-init.ts'),
  },
  {
    name: 'policy lint',
    args: '<file|name>',
    about: 'problems of a policy, and what most likely is not meant; exit 1 for errors',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry policy lint ./policy.yaml'],
    load: () => import('../policy-lint.ts'),
  },
  {
    name: 'policy schema',
    args: '',
    about: 'the JSON Schema of policies, for editors',
    options: [fileOption],
    examples: ['gantry policy schema --file policy.schema.json'],
    load: () => import('../policy-schema.ts'),
  },
  {
    name: 'policy spec',
    args: '[gate]',
    about: 'every gate, trigger and parameter with help and examples; * marks what a rule must set',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry policy spec', 'gantry policy spec vulnerabilities', 'gantry policy spec -o json'],
    load: () => import('../policy-spec.ts'),
  },
  {
    name: 'policy test',
    args: '[file]',
    about: 'run the tests of a policy: those in it and those in the folder FILE.tests; exit 1 when one fails',
    options: [outputOption(['table', 'json', 'junit']), fileOption],
    examples: ['gantry policy test ./policy.yaml', 'gantry policy test ./policy.yaml -o junit --file tests.xml'],
    load: () => import('../policy-test.ts'),
  },
  {
    name: 'verdict diff',
    args: '<before> <after>',
    about: 'what changed between two verdicts of check -o json, and the cause',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry verdict diff monday.json today.json'],
    load: () => import('../verdict-diff.ts'),
  },
];

import { factOptions, fileOption, outputOption, policyOptions, targetOptions } from '../../settings/options.ts';
import { both, resultFile } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const formats = ['table', 'json', 'csv', 'oscal', 'stig-ckl', 'html'];

const pack = { flags: '--pack <name>', about: 'the pack to report; `gantry compliance list` lists them' };

const failOn = {
  flags: '--fail-on <state>',
  about: 'exit 1 when a control failed, or when one failed or was not evaluated',
  choices: ['failed', 'not-evaluated'],
};

const filledIn = {
  flags: '-p, --policy <file>',
  about: 'a copy of the policy of the pack in which lists are filled in (default: as it ships)',
};

/** Commands about frameworks: evidence for auditors. */
export const complianceCommands: readonly Command[] = [
  {
    name: 'compliance list',
    args: '',
    about: 'the packs: framework, version, and how far rules can decide their controls',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry compliance list', 'gantry compliance list -o json'],
    load: () => import('../compliance-list.ts'),
  },
  {
    name: 'compliance report',
    args: '<target>',
    about: 'every control of a pack with its state, reasons, next steps, digests and times',
    options: [
      pack,
      outputOption(formats),
      fileOption,
      failOn,
      filledIn,
      ...policyOptions.filter(({ flags }) => !flags.includes('--policy')),
      ...factOptions,
      ...targetOptions,
    ],
    examples: [
      'gantry compliance report --pack cis-docker registry.example.com/team/app:1.2',
      'gantry compliance report --pack nist-800-53 oci-dir:./image -o oscal --file results.json',
      'gantry compliance report --pack disa-container app:1 -d ./Dockerfile -o stig-ckl --file app.ckl',
    ],
    load: () => import('../compliance-report.ts'),
  },
  {
    name: 'compliance show',
    args: '<name>',
    about: 'the controls of a pack, their rules, and what the operator has to fill in',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry compliance show cis-docker'],
    load: () => import('../compliance-show.ts'),
  },
  serverCommand(
    {
      name: 'image compliance',
      args: '<image>',
      about: 'what the server knows of every control of a pack for an image',
      options: [
        pack,
        outputOption(formats),
        ...resultFile,
        failOn,
        {
          flags: '-p, --policy <name|id>',
          about: 'a copy of the policy of the pack in the account (default: as the pack ships)',
        },
        both(
          '-t, --tag <reference>',
          'IMAGE_TAG',
          'tag to evaluate the image under (default: the tag it is named by, or its newest)',
        ),
      ],
      examples: [
        'gantry image compliance registry.example.com/team/app:1.2 --pack cis-docker',
        'gantry image compliance registry.example.com/team/app:1.2 --pack pci-dss-4 -o html --file report.html',
      ],
    },
    () => import('../image/compliance.ts'),
    ({ run }) => run,
  ),
];

import { answerFormat, both, resultFile, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const stig = () => import('../image/stig.ts');
const annotation = () => import('../image/annotation.ts');
const verdicts = () => import('../server/verdicts.ts');

const image = 'registry.example.com/team/app:1.2';

const stigCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'image stig add',
      args: '<image> <file>',
      about: 'store what a STIG scanner said of an image: HDF JSON or XCCDF',
      options: [
        { flags: '--profile <name>', about: 'name of the profile (default: the one in the document)' },
        { flags: '--replace <uuid>', about: 'put it in place of these results' },
        serverOutput(),
      ],
      examples: [`gantry image stig add ${image} ./results.json`],
    },
    stig,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'image stig delete',
      args: '<image> <uuid...>',
      about: 'delete stored STIG results',
      options: [serverOutput()],
      examples: [`gantry image stig delete ${image} 6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11`],
    },
    stig,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'image stig get',
      args: '<image> <uuid>',
      about: 'STIG results as they were uploaded',
      options: [...resultFile],
      examples: [`gantry image stig get ${image} 6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11 --file results.json`],
    },
    stig,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'image stig list',
      args: '<image>',
      about: 'the STIG results of an image, newest first',
      options: [serverOutput('csv')],
      examples: [`gantry image stig list ${image}`],
    },
    stig,
    ({ list }) => list,
  ),
];

const annotationCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'image annotation add',
      aliases: ['annotate'],
      args: '<image> <vulnerability>',
      about: 'state whether a vulnerability affects an image or a package of it',
      options: [
        {
          flags: '--status <status>',
          about: 'what is stated',
          choices: ['affected', 'not_affected', 'fixed', 'under_investigation'],
        },
        {
          flags: '--justification <word>',
          about: 'why it is not affected',
          choices: [
            'component_not_present',
            'vulnerable_code_not_present',
            'vulnerable_code_not_in_execute_path',
            'vulnerable_code_cannot_be_controlled_by_adversary',
            'inline_mitigations_already_exist',
            'fix_not_planned',
          ],
        },
        { flags: '--package <type:name@version>', about: 'of this package alone, such as npm:lodash@4.17.20' },
        { flags: '--notes <text>', about: 'notes on the status' },
        { flags: '--impact <text>', about: 'why it cannot be exploited here' },
        { flags: '--action <text>', about: 'what those who run the image should do' },
        serverOutput(),
      ],
      examples: [
        `gantry image annotation add ${image} CVE-2021-44228 --status not_affected --justification component_not_present`,
      ],
    },
    annotation,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'image annotation delete',
      args: '<image> <uuid...>',
      about: 'take statements back',
      options: [serverOutput()],
      examples: [`gantry image annotation delete ${image} 6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11`],
    },
    annotation,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'image annotation list',
      args: '<image>',
      about: 'what people stated of vulnerabilities of an image',
      options: [
        { flags: '--vulnerability <id>', about: 'only of this vulnerability' },
        { flags: '--package <name>', about: 'only of packages of this name' },
        serverOutput('csv'),
      ],
      examples: [`gantry image annotation list ${image}`],
    },
    annotation,
    ({ list }) => list,
  ),
];

const verdictCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'image attest',
      args: '<image>',
      about: 'have the server evaluate an image and sign the verdict, for `gantry verdict verify`',
      options: [
        both('-p, --policy <name|id>', 'POLICY', 'policy to evaluate by (default: the active one)'),
        both('-t, --tag <reference>', 'IMAGE_TAG', 'tag to evaluate the image under (default: the one it is named by)'),
        { flags: '--valid-for <time>', about: 'how long it may be relied on: 90m, 24h, 7d (default: 24h)' },
        ...resultFile,
      ],
      examples: [`gantry image attest ${image} --valid-for 24h --file app.vsa.json`],
    },
    () => import('../image/attest.ts'),
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'verdict keys',
      args: '',
      about: 'the public keys that signed verdicts of the server are verified with; -o pem for `verdict verify --key`',
      options: [answerFormat(['text', 'json', 'json-raw', 'id', 'pem']), ...resultFile],
      examples: ['gantry verdict keys -o pem --file server.pub'],
    },
    verdicts,
    ({ keys }) => keys,
  ),
  serverCommand(
    {
      name: 'verdict revocations',
      args: '',
      about: 'the signed list of what is not to be relied on any more, for `verdict verify --revocations`',
      options: [...resultFile],
      examples: ['gantry verdict revocations --file revocations.json'],
    },
    verdicts,
    ({ revocations }) => revocations,
  ),
  serverCommand(
    {
      name: 'verdict revoke',
      args: '<id>',
      about: 'have nobody rely on a signed verdict, a key, or any verdict on an image; it cannot be taken back',
      options: [
        {
          flags: '--kind <kind>',
          about: 'what the id names: a signed verdict by the digest that `verdict verify` shows, a key, an image',
          choices: ['verdict', 'key', 'image'],
          default: 'verdict',
        },
        { flags: '--reason <text>', about: 'why; people who are refused see it' },
        serverOutput(),
      ],
      examples: [
        `gantry verdict revoke --kind image ${image} --reason "built from a tampered base"`,
        'gantry verdict revoke sha256:... --reason "signed by mistake"',
      ],
    },
    verdicts,
    ({ revoke }) => revoke,
  ),
];

/** What people and scanners say of images, and what the server signs. */
export const evidenceCommands: readonly Command[] = [...stigCommands, ...annotationCommands, ...verdictCommands];

import type { OptionSpec } from '../../settings/option.ts';
import { targetOptions } from '../../settings/options.ts';
import { both, forceOption, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const analysisStates = ['not_analyzed', 'analyzing', 'analyzed', 'analysis_failed'];

const addOptions: readonly OptionSpec[] = [
  {
    ...both('--annotation <key=value>', 'IMAGE_ANNOTATION', 'note on the image; may be given more than once'),
    repeat: true,
  },
  both('-d, --dockerfile <file>', 'IMAGE_DOCKERFILE', 'the Dockerfile that made the image'),
  both('-f, --force', 'IMAGE_FORCE', 'analyze it anew although the server has it'),
  both(
    '--from <source>',
    'IMAGE_FROM',
    'analyze it here and send the result: registry, docker, docker-archive[:PATH], oci-archive[:PATH], oci-dir[:PATH], the path of an SBOM document, - for one on standard input; without it the server pulls',
  ),
  {
    ...both(
      '-g, --get <key[=path]>',
      'IMAGE_GET',
      'wait, then fetch: image-metadata, sbom, sbomspdx, sbomcyclonedx, content, vulnerability, policy-evaluation, all=FOLDER; may be given more than once',
    ),
    repeat: true,
  },
  both('-n, --no-auto-subscribe', 'IMAGE_NO_AUTO_SUBSCRIBE', 'do not watch the tag for a new image'),
  both('-w, --wait', 'IMAGE_WAIT', 'wait until the image is analyzed'),
  {
    ...both('--timeout <seconds>', 'IMAGE_TIMEOUT', 'how long to wait (default: 3600)'),
    range: [1, 86_400],
  },
  {
    flags: '--inspect <parts>',
    about:
      'with --from: what to look for in the files here and send along: secret-search, content-search, retrieved-files',
  },
  {
    flags: '--retrieve <path>',
    about: 'with --inspect retrieved-files: a file whose content is sent; may be given more than once',
    repeat: true,
  },
  {
    flags: '--search-patterns <file>',
    about: 'YAML or JSON with named regular expressions in place of the built-in ones: secrets and contents',
    env: 'GANTRY_SEARCH_PATTERNS',
  },
  {
    flags: '-p, --platform <os/arch>',
    about: 'image of an index to take with --from, such as linux/arm64/v8',
    env: 'GANTRY_IMAGE_PLATFORM',
    also: ['ANCHORECTL_IMAGE_PLATFORM', 'GANTRY_PLATFORM'],
  },
  ...targetOptions.filter(({ flags }) => !/--(?:platform|distro) /.test(flags)),
  serverOutput(),
];

const checkOptions: readonly OptionSpec[] = [
  both('--detail', 'IMAGE_DETAIL', 'with the findings, what is recommended and the fixes'),
  both('-f, --fail-based-on-results', 'FAIL_BASED_ON_RESULTS', 'exit 1 when the policy fails'),
  both('--history', 'IMAGE_HISTORY', 'every evaluation that is recorded'),
  {
    flags: '--explain',
    about: 'show how the verdict came about: inputs, mapping, every rule with its outcome, findings with evidence',
  },
  { flags: '--baseline <image>', about: 'fail only for what the image brings over this image of the server' },
  { flags: '--as-of <time>', about: 'the verdict that stood then, made again from what is stored: a time, or 7d' },
  {
    flags: '--diff-from <time>',
    about: 'what changed since the verdict that stood then, and the cause of each change',
  },
  both('-p, --policy <name|id>', 'POLICY', 'policy to evaluate by (default: the active one)'),
  both(
    '-t, --tag <reference>',
    'IMAGE_TAG',
    'tag to evaluate the image under (default: the tag it is named by, or its newest)',
  ),
  both('--file <path>', 'FILE', 'write the result there instead of standard output'),
  both('--overwrite', 'OVERWRITE', 'the file may exist already'),
  serverOutput('csv', 'sarif', 'junit'),
];

/** Commands about images. */
export const imageCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'image add',
      args: '<image>',
      about: 'add an image to the server: the server pulls it, or with --from it is analyzed here',
      options: addOptions,
      examples: [
        'gantry image add registry.example.com/team/app:1.2 --wait',
        'gantry image add --wait --dockerfile ./Dockerfile --from registry registry.example.com/team/app:1.2',
        'syft -o json app:1.2 | gantry image add registry.example.com/team/app:1.2 --from -',
      ],
    },
    () => import('../image/add.ts'),
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image check',
      aliases: ['evaluate'],
      args: '<image>',
      about:
        'evaluate an image by a policy of the server: stop, warn or go; exit 0 even when it fails, unless -f says otherwise',
      options: checkOptions,
      examples: [
        'gantry image check registry.example.com/team/app:1.2 --detail',
        'gantry image check registry.example.com/team/app:1.2 --detail -f -p strict',
        'gantry image check registry.example.com/team/app:1.3 --baseline registry.example.com/team/app:1.2 -f',
        'gantry image check registry.example.com/team/app:1.2 --diff-from 7d',
        'gantry image check registry.example.com/team/app:1.2 -o junit --file gantry-junit.xml',
      ],
    },
    () => import('../image/check.ts'),
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image delete',
      args: '[image...]',
      about: 'delete images from the server',
      options: [
        { flags: '-a, --all', about: 'every image of the account' },
        forceOption('also images that are watched or the last of their tag'),
        serverOutput('csv'),
      ],
      examples: ['gantry image delete registry.example.com/team/app:1.1', 'gantry image delete --all --force'],
    },
    () => import('../image/delete.ts'),
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image get',
      args: '<image>',
      about: 'show one image, by tag, digest or image id',
      options: [{ flags: '--history', about: 'every image that had the tag' }, serverOutput('csv')],
      examples: ['gantry image get registry.example.com/team/app:1.2'],
    },
    () => import('../image/get.ts'),
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image list',
      args: '',
      about: 'list the images of the account',
      options: [
        { flags: '-i, --image <reference|id>', about: 'only this tag or image id' },
        { flags: '-s, --analysis-status <status>', about: 'only in this state', choices: analysisStates },
        { flags: '--image-status <status>', about: 'only of this status', choices: ['all', 'active', 'deleting'] },
        { flags: '--history', about: 'with images that lost their tag' },
        serverOutput('csv'),
      ],
      examples: ['gantry image list', 'gantry image list -s analysis_failed -o id'],
    },
    () => import('../image/list.ts'),
    ({ run }) => run,
  ),
];

import { answerFormat, choice, resultFile, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const ancestors = () => import('../image/ancestors.ts');

const content = () => import('../image/content.ts');

const metadata = () => import('../image/metadata.ts');

const sbom = () => import('../image/sbom.ts');

const vulnerabilities = () => import('../image/vulnerabilities.ts');

/** Commands about what is in an image and what is known about it. */
export const imageContentCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'image ancestors',
      args: '<image>',
      about: 'list the images that an image is built on',
      options: [
        { flags: '-b, --base', about: 'only the one with the fewest layers' },
        { flags: '-p, --parent', about: 'only the one with the most layers' },
        serverOutput('csv'),
      ],
      examples: ['gantry image ancestors registry.example.com/team/app:1.2'],
    },
    ancestors,
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image content',
      aliases: ['contents'],
      args: '<image>',
      about: 'list what is in an image: counts, or one type of content',
      options: [
        { flags: '-t, --type <type>', about: 'type of content, such as os, npm, files' },
        { flags: '-a, --available-types', about: 'only the types that there are' },
        ...resultFile,
        serverOutput('csv'),
      ],
      examples: ['gantry image content registry.example.com/team/app:1.2 -t npm'],
    },
    content,
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image metadata',
      args: '<image>',
      about: 'show the manifest, the Dockerfile or the history of an image',
      options: [
        {
          flags: '-t, --type <type>',
          about: 'manifest, docker_history or dockerfile; without it the types that there are',
        },
        ...resultFile,
        serverOutput(),
      ],
      examples: ['gantry image metadata registry.example.com/team/app:1.2 -t dockerfile'],
    },
    metadata,
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image sbom',
      args: '<image>',
      about: 'print the SBOM of an image',
      options: [answerFormat(['syft-json', 'cyclonedx-json', 'spdx-json', 'table', 'text']), ...resultFile],
      examples: ['gantry image sbom registry.example.com/team/app:1.2 -o cyclonedx-json --file bom.json'],
    },
    sbom,
    ({ run }) => run,
  ),
  serverCommand(
    {
      name: 'image vulnerabilities',
      aliases: ['vulns', 'vuln'],
      args: '<image>',
      about: 'list the known vulnerabilities of an image',
      options: [
        { flags: '-t, --type <type>', about: 'of which packages', choices: ['all', 'os', 'non-os'], default: 'all' },
        { flags: '-a, --available-types', about: 'only the types that there are' },
        { flags: '-r, --refresh', about: 'match anew with the advisories of now' },
        choice('--vendor-only', 'leave out what the vendor of the distro does not call a vulnerability', 'true'),
        { flags: '--include-description', about: 'with the texts of the advisories' },
        serverOutput('csv'),
      ],
      examples: ['gantry image vulnerabilities registry.example.com/team/app:1.2 -o csv'],
    },
    vulnerabilities,
    ({ run }) => run,
  ),
];

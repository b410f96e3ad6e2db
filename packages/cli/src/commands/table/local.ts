import {
  factOptions,
  failOn,
  fileOption,
  inspectOptions,
  outputOption,
  policyOptions,
  targetOptions,
} from '../../settings/options.ts';
import type { Command } from '../command.ts';

const from = {
  flags: '--from <url|dir>',
  about: 'URL prefix or folder of a mirror, or the zip of one ecosystem, instead of the public sources',
  env: 'GANTRY_FEEDS',
};

/** Commands that work alone. */
export const localCommands: readonly Command[] = [
  {
    name: 'check',
    args: '<target>',
    about: 'SBOM, matches and policy of a target: stop, warn or go, with reasons and fixes',
    options: [
      outputOption(['table', 'json', 'sarif', 'junit', 'csv']),
      fileOption,
      ...policyOptions,
      {
        flags: '--explain',
        about: 'show how the verdict came about: inputs, mapping, every rule with its outcome, findings with evidence',
      },
      {
        flags: '--baseline <image|verdict.json>',
        about: 'stop only for what the target brings over this image, or over a verdict of check -o json',
      },
      ...factOptions,
      failOn,
      ...targetOptions,
    ],
    examples: [
      'gantry check app:new --baseline app:old',
      'gantry check app:1 --policy tripwires --clamd localhost:3310 --base debian:12 --previous app:0',
      'gantry check registry.example.com/team/app:1.2',
      'gantry check oci-dir:./image --policy ./policy.yaml -o json',
    ],
    load: () => import('../check.ts'),
  },
  {
    name: 'completion',
    args: '<shell>',
    about: 'print the completion script for bash, zsh or fish',
    options: [],
    examples: ['gantry completion bash > /etc/bash_completion.d/gantry'],
    load: () => import('../completion.ts'),
  },
  {
    name: 'db check',
    args: '',
    about: 'verify every checksum of the advisory database',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry db check'],
    load: () => import('../db-check.ts'),
  },
  {
    name: 'db search',
    args: '<package|id>',
    about: 'what the advisory database says of a package or an advisory id',
    options: [
      { flags: '--ecosystem <name>', about: 'only this OSV ecosystem, such as npm or Debian:12' },
      outputOption(['table', 'json']),
    ],
    examples: ['gantry db search log4j-core', 'gantry db search CVE-2021-44228 -o json'],
    load: () => import('../db-search.ts'),
  },
  {
    name: 'db status',
    args: '',
    about: 'which advisories are loaded, from where, how old',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry db status'],
    load: () => import('../db-status.ts'),
  },
  {
    name: 'db update',
    args: '',
    about: 'build the advisory database anew from the feeds and swap it in',
    options: [
      from,
      {
        flags: '--feed <name=place>',
        about:
          'place of one feed (epss, eol, nvd, malware-hashes, kev, osv): a URL, folder or file, or `none`; may be given more than once',
        repeat: true,
      },
      { flags: '-e, --ecosystem <name>', about: 'only this ecosystem; may be given more than once', repeat: true },
      { flags: '--starter', about: 'load only the starter set that ships with Gantry; --from is passed over' },
      outputOption(['table', 'json']),
    ],
    examples: [
      'gantry db update',
      'gantry db update --from ./mirror --ecosystem Debian --ecosystem npm',
      'gantry db update --feed malware-hashes=./hashes.txt --feed nvd=https://nvd.nist.gov/feeds/json/cve/2.0',
    ],
    load: () => import('../db-update.ts'),
  },
  {
    name: 'inspect',
    args: '<target>',
    about:
      'what is in the files of a target besides packages: secrets, setuid programs, changed files, hardening, malware',
    options: [
      {
        flags: '--inspect <parts>',
        about: 'all, or a list of files, content-search, secret-search, verification, hardening, malware',
        default: 'all',
      },
      ...inspectOptions,
      outputOption(['table', 'json']),
      fileOption,
      ...targetOptions,
    ],
    examples: [
      'gantry inspect registry.example.com/team/app:1.2 --clamd localhost:3310',
      'gantry inspect oci-dir:./image --inspect files,secret-search -o json',
    ],
    load: () => import('../inspect.ts'),
  },
  {
    name: 'policy show',
    args: '<file|name>',
    about: 'print a policy as JSON, upgraded to the current version',
    options: [],
    examples: ['gantry policy show secure > policy.json'],
    load: () => import('../policy-show.ts'),
  },
  {
    name: 'policy validate',
    args: '<file|name>',
    about: 'report every problem of a policy at once',
    options: [outputOption(['table', 'json'])],
    examples: ['gantry policy validate ./policy.yaml'],
    load: () => import('../policy-validate.ts'),
  },
  {
    name: 'sbom',
    args: '<target>',
    about: 'list every component of a target',
    options: [
      outputOption(['table', 'json', 'syft-json', 'cyclonedx-json', 'spdx-json']),
      fileOption,
      ...targetOptions,
    ],
    examples: ['gantry sbom debian:12', 'gantry sbom dir:. -o cyclonedx-json --file bom.json'],
    load: () => import('../sbom.ts'),
  },
  {
    name: 'vulns',
    args: '<target>',
    about: 'match the components of a target with advisories',
    options: [
      outputOption(['table', 'json', 'grype-json', 'sarif', 'cyclonedx-json', 'csv']),
      fileOption,
      failOn,
      ...targetOptions,
    ],
    examples: ['gantry vulns alpine:3.19', 'gantry sbom app:1 -o json | gantry vulns sbom:-'],
    load: () => import('../vulns.ts'),
  },
];

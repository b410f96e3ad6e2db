import { factOptions, fileOption, outputOption, policyOptions, targetOptions } from '../../settings/options.ts';
import type { Command } from '../command.ts';

const password = {
  flags: '--key-password <text>',
  about: 'password of the private key; the variable keeps it out of the process list',
  env: 'GANTRY_KEY_PASSWORD',
  also: ['COSIGN_PASSWORD'],
};

/** Commands about signed verdicts. None needs a server; verifying needs no network. */
export const verdictCommands: readonly Command[] = [
  {
    name: 'verdict key',
    args: '<path>',
    about: 'make a pair of keys: PATH.key, for nobody else to read, and PATH.pub',
    options: [
      {
        flags: '--kind <kind>',
        about: 'kind of the keys',
        choices: ['ecdsa-p256', 'ecdsa-p384', 'ed25519'],
        default: 'ecdsa-p256',
      },
      password,
    ],
    examples: ['gantry verdict key ./release', 'GANTRY_KEY_PASSWORD=... gantry verdict key ./release'],
    load: () => import('../verdict-key.ts'),
  },
  {
    name: 'verdict sign',
    args: '<target>',
    about: 'evaluate an image like check and write the verdict, signed: a verification summary (in-toto, DSSE)',
    options: [
      { flags: '--key <file>', about: 'private key in PEM form, or as cosign encrypts it', env: 'GANTRY_KEY' },
      password,
      { flags: '--valid-for <time>', about: 'how long it may be relied on: 90m, 24h, 7d', default: '7d' },
      {
        flags: '--verifier <uri>',
        about: 'who says that it evaluated, as a URI',
        default: 'gantry:local',
        env: 'GANTRY_VERIFIER',
      },
      { flags: '--resource-uri <uri>', about: 'where the image is fetched from, when the target does not tell' },
      fileOption,
      ...policyOptions,
      ...factOptions,
      ...targetOptions,
    ],
    examples: [
      'gantry verdict sign registry.example.com/team/app:1.2 --key ./release.key --file app.vsa.json',
      'gantry verdict sign oci-dir:./image --key ./release.key --policy ./policy.yaml --valid-for 24h',
    ],
    load: () => import('../verdict-sign.ts'),
  },
  {
    name: 'verdict verify',
    args: '<file>',
    about: 'may an image run by this signed verdict? Exit 0 only when everything holds',
    options: [
      { flags: '--key <file>', about: 'public key to trust, in PEM form; may be given more than once', repeat: true },
      { flags: '--digest <digest>', about: 'digest of the manifest that is about to run' },
      { flags: '--image <target>', about: 'the image itself, instead of its digest; name@digest needs no network' },
      {
        flags: '--revocations <file>',
        about: 'list of revoked keys, verdicts and images; plain, or signed with one of the keys',
      },
      { flags: '--of-account <name>', about: 'refuse verdicts of other accounts of the server that signed' },
      { flags: '--max-age <time>', about: 'refuse older verdicts: 90m, 24h, 7d' },
      { flags: '--policy-digest <digest>', about: 'refuse verdicts of other policies' },
      outputOption(['table', 'json']),
      ...targetOptions,
    ],
    examples: [
      'gantry verdict verify app.vsa.json --key ./release.pub --digest sha256:...',
      'gantry verdict verify app.vsa.json --key ./release.pub --image oci-dir:./image --max-age 24h',
    ],
    load: () => import('../verdict-verify.ts'),
  },
];

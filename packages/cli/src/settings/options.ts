import type { OptionSpec } from './option.ts';

/** Options that every command takes. */
export const everywhere: readonly OptionSpec[] = [
  { flags: '-q, --quiet', about: 'no progress, no hints', env: 'GANTRY_QUIET', also: ['ANCHORECTL_QUIET'] },
  { flags: '-v, --verbose', about: 'say more: every item that was not read, causes of errors' },
];

/** Options of every command that reads a target. */
export const targetOptions: readonly OptionSpec[] = [
  { flags: '--platform <os/arch>', about: 'image of an index to take, such as linux/arm64/v8', env: 'GANTRY_PLATFORM' },
  {
    flags: '--distro <id:version>',
    about: 'match as packages of this distro, such as debian:12, whatever the target says',
    env: 'GANTRY_DISTRO',
  },
  { flags: '--no-cache', about: 'read every layer anew and store nothing' },
  {
    flags: '--workers <number>',
    about: 'worker threads that read layers (default: one per core)',
    range: [1, 64],
    env: 'GANTRY_WORKERS',
  },
  { flags: '--registry-username <name>', about: 'user name for the registry', env: 'GANTRY_REGISTRY_USERNAME' },
  {
    flags: '--registry-password <text>',
    about: 'password or token for the registry; the variable keeps it out of the process list',
    env: 'GANTRY_REGISTRY_PASSWORD',
  },
  { flags: '--registry-ca <file>', about: 'PEM file with further certificate authorities', env: 'GANTRY_REGISTRY_CA' },
  {
    flags: '--insecure-registry',
    about: 'allow plain HTTP and unchecked certificates',
    env: 'GANTRY_INSECURE_REGISTRY',
  },
];

/** Options of every command that looks into files. */
export const inspectOptions: readonly OptionSpec[] = [
  {
    flags: '--clamd <address>',
    about: 'the ClamAV daemon that scans for malware: HOST:PORT, or the path of its socket',
    env: 'GANTRY_CLAMD',
  },
  {
    flags: '--search-patterns <file>',
    about: 'YAML or JSON with named regular expressions in place of the built-in ones: secrets and contents',
    env: 'GANTRY_SEARCH_PATTERNS',
  },
];

/** Options of every command that matches or evaluates. */
export const policyOptions: readonly OptionSpec[] = [
  {
    flags: '-p, --policy <file|name>',
    about: 'policy file (JSON or YAML) or the name of a pack',
    default: 'secure',
    env: 'GANTRY_POLICY',
  },
  {
    flags: '-d, --dockerfile <file>',
    about: 'the Dockerfile that made the image; without it one is worked out from its history',
  },
  { flags: '-t, --tag <reference>', about: 'the full tag that the policy mappings see, when the target does not tell' },
];

/** What rules look at besides packages and matches: options of every command that evaluates a target of this machine. */
export const factOptions: readonly OptionSpec[] = [
  {
    flags: '--inspect <parts>',
    about:
      'what to look at in the files: all, none, or a list of files, content-search, secret-search, retrieved-files, verification, hardening, malware (default: what the policy needs)',
    env: 'GANTRY_INSPECT',
  },
  ...inspectOptions,
  {
    flags: '--annotation <key=value>',
    about: 'what people say of the target, such as exposure=public; may be given more than once',
    repeat: true,
  },
  { flags: '--base <image>', about: 'the image that the target was built on: its layers count as inherited' },
  {
    flags: '--previous <image|sbom>',
    about: 'what the tag named before, for the gate tag_drift; `none` when this is its first image',
  },
  {
    flags: '--source <path|sbom>',
    about: 'source that the image is built from, for the gate image_source_drift; may be given more than once',
    repeat: true,
  },
  {
    flags: '--stig <file>',
    about: 'results of a STIG scanner for the target, HDF JSON or XCCDF; may be given more than once',
    repeat: true,
  },
];

/** `--fail-on` of vulns and check. */
export const failOn: OptionSpec = {
  flags: '--fail-on <severity>',
  about: 'exit 1 when a match is at least this severe',
  choices: ['negligible', 'low', 'medium', 'high', 'critical'],
  env: 'GANTRY_FAIL_ON',
};

/** `-o` with the formats of a command. */
export function outputOption(formats: readonly string[]): OptionSpec {
  return {
    flags: '-o, --output <format>',
    about: 'format of the result',
    choices: formats,
    default: formats[0] ?? 'table',
    env: 'GANTRY_OUTPUT',
  };
}

/** `--file`: the result goes there instead of standard output. */
export const fileOption: OptionSpec = {
  flags: '--file <path>',
  about: 'write the result there instead of standard output',
};

import { defineErrors } from '@gantry/core/errors';

/** Error codes of the command line. */
export const cliErrors = defineErrors('CLI', {
  BAD_OPTION: {
    kind: 'usage',
    says: '{option} does not take "{value}"',
    advice: 'It takes: {allowed}.',
  },
  POLICY_UNKNOWN: {
    kind: 'usage',
    says: 'there is no policy {name}: neither a file nor a pack',
    advice: 'Packs: {packs}. A file is named by its path.',
  },
  POLICY_UNREADABLE: {
    kind: 'input',
    says: 'the policy {name} is neither JSON nor YAML: {because}',
    advice: 'Run `gantry policy show secure` for a policy that works.',
  },
  POLICY_INVALID: {
    kind: 'input',
    says: 'the policy {name} cannot be used: {problems}',
    advice: 'Run `gantry policy validate {name}` for every problem at once.',
  },
  NO_TESTS: {
    kind: 'missing',
    says: 'there are no tests of the policy {name}',
    advice: 'Put them into YAML files in {folder}; `gantry policy init` writes some to start from.',
  },
  OUTPUT_FAILED: {
    kind: 'input',
    says: 'the output cannot be written to {path}: {because}',
    advice: 'Check the folder and its permissions.',
  },
  CONFIG_UNREADABLE: {
    kind: 'usage',
    says: 'the configuration file {path} cannot be read: {because}',
    advice: 'Check the path and its permissions.',
  },
  CONFIG_BROKEN: {
    kind: 'usage',
    says: 'the settings in {path} cannot be read: {because}',
    advice: 'It is YAML with keys such as url, username, password and account.',
  },
  NO_URL: {
    kind: 'usage',
    says: 'no server is named',
    advice: 'Set GANTRY_URL (or ANCHORECTL_URL), give --url, or write url: into .gantry.yaml.',
  },
  MOVED: {
    kind: 'usage',
    says: 'the server at {from} sends its callers to {to}',
    advice: 'Name that address with GANTRY_URL or --url.',
  },
  NO_CREDENTIALS: {
    kind: 'usage',
    says: 'there is no {what} for {url}',
    advice: 'Set GANTRY_USERNAME and GANTRY_PASSWORD (or ANCHORECTL_USERNAME and ANCHORECTL_PASSWORD).',
  },
  NO_SECRET: {
    kind: 'usage',
    says: 'there is no password for {who}',
    advice: 'Set {variable}, or pipe it in with --password-stdin.',
  },
  BAD_REFERENCE: {
    kind: 'usage',
    says: 'no image can be told by "{text}"',
    advice: 'Name it by tag (registry.example.com/team/app:1.2), by digest (sha256:...) or by image id.',
  },
  BAD_PAIR: {
    kind: 'usage',
    says: '{option} takes {form}, not "{value}"',
    advice: 'Write it as {form}.',
  },
  NEEDS: { kind: 'usage', says: '{command} needs {what}', advice: '{command} --help lists the options.' },
  NOT_FOUND: {
    kind: 'missing',
    says: 'the server has no {kind} {name}',
    advice: 'Check the spelling and the account; the list command shows what is there.',
  },
  AMBIGUOUS: {
    kind: 'usage',
    says: 'the server has {count} of {kind} {name}',
    advice: 'Name it by its id: {ids}.',
  },
  NO_TAG: {
    kind: 'usage',
    says: 'the image {name} has no tag that is known here',
    advice: 'Give the tag to evaluate it under with --tag.',
  },
  NO_TAG_TO_ADD: {
    kind: 'usage',
    says: 'the image {name} is named by its digest alone',
    advice: 'Give a tag too: registry.example.com/team/app:1.2@sha256:...',
  },
  NO_NAME: {
    kind: 'usage',
    says: 'the image in {path} has no name',
    advice: 'Give the name as IMAGE and the path with --from {from}:{path}.',
  },
  NOT_AN_IMAGE: {
    kind: 'input',
    says: '{target} is no image that can be imported: {because}',
    advice: 'Import images and SBOM documents of images that hold their manifest and configuration, such as syft-json.',
  },
  ANALYSIS_FAILED: {
    kind: 'upstream',
    says: 'the server could not analyze {name}: {because}',
    advice: 'The events of the server say more: `gantry event list --level error`.',
  },
  BACKTEST_FAILED: {
    kind: 'upstream',
    says: 'the back-test {id} failed: {because}',
    advice: 'Look at the policy, and at `gantry event list --level error` of the server.',
  },
  WAITED_TOO_LONG: {
    kind: 'upstream',
    says: '{what} within {seconds} seconds',
    advice: 'Give more time with --timeout, or look at `gantry system status`.',
  },
  KEY_EXISTS: {
    kind: 'input',
    says: '{path} exists already and may be a key that is in use',
    advice: 'Choose another path, or move it away.',
  },
  NO_DIGEST: {
    kind: 'input',
    says: '{target} is no image: it has no digest that a verdict could be signed for',
    advice: 'Sign the verdict of an image in a registry, an archive or an OCI layout.',
  },
  NOT_TOGETHER: {
    kind: 'usage',
    says: '{options} cannot be given together',
    advice: 'Ask one thing at a time.',
  },
  FILE_EXISTS: { kind: 'input', says: '{path} exists already', advice: 'Add --overwrite to write over it.' },
  DOCUMENT_BROKEN: {
    kind: 'input',
    says: '{path} is neither JSON nor YAML: {because}',
    advice: 'Check the document.',
  },
  SMOKE: {
    kind: 'upstream',
    says: '{failed} of {count} smoke tests failed',
    advice: 'The table says which; `gantry system status` and the log of the server say more.',
  },
  PATTERNS_BROKEN: {
    kind: 'usage',
    says: '{path} holds no search patterns',
    advice:
      'Write a document with the keys secrets and contents, each a list of NAME=REGEX or of items with name and regex.',
  },
  NO_BASE: {
    kind: 'usage',
    says: '{target} is no image: its layers cannot be compared with those of the base {base}',
    advice: 'Give --base with images only.',
  },
  SERVER_ABSENT: {
    kind: 'unsupported',
    says: 'this program has no server in it',
    advice:
      'The self-contained executable is the client alone: start the server from the installation, `npx gantry server start`.',
  },
});

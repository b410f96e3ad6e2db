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
  OUTPUT_FAILED: {
    kind: 'input',
    says: 'the output cannot be written to {path}: {because}',
    advice: 'Check the folder and its permissions.',
  },
});

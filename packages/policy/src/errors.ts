import { defineErrors } from '@gantry/core';

/** Error codes of policies and their evaluation. */
export const policyErrors = defineErrors('POLICY', {
  BAD_CLOCK: {
    kind: 'usage',
    says: '{now} is not a time as RFC 3339 writes it',
    advice: 'Hand in the time of the evaluation like 2026-01-31T12:00:00Z.',
  },
  NOT_A_POLICY: {
    kind: 'input',
    says: '{name} is not a policy: {because}',
    advice: 'Run `gantry policy validate FILE` for every problem at once.',
  },
  NOT_STIG_RESULTS: {
    kind: 'input',
    says: '{name} holds no results of a STIG scanner: {because}',
    advice: 'Give HDF JSON (saf convert, inspec exec --reporter json) or XCCDF results (oscap xccdf eval --results).',
  },
  NOT_A_VERDICT: {
    kind: 'input',
    says: '{name} is not a verdict: {because}',
    advice: 'Hand in a document that `gantry check -o json` wrote.',
  },
  OTHER_ADVISORIES: {
    kind: 'conflict',
    says: 'the target was judged with the advisories {target}, the baseline with {baseline}',
    advice: 'Check both with the same database: name the image of the baseline instead of its old verdict.',
  },
  OTHER_POLICY: {
    kind: 'conflict',
    says: 'the target was judged by the policy {target}, the baseline by {baseline}',
    advice: 'Check both by the same policy: name the image of the baseline instead of its old verdict.',
  },
  BAD_TESTS: {
    kind: 'input',
    says: '{name} holds no tests of a policy: {because}',
    advice: 'Start from what `gantry policy init` writes: a policy with tests beside it.',
  },
});

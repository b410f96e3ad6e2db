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
});

import { defineErrors } from '@gantry/core';

/** Error codes of policies and their evaluation. */
export const policyErrors = defineErrors('POLICY', {
  NOT_A_POLICY: { kind: 'input', says: '{name} is not a policy: {because}', advice: 'Run `gantry policy validate FILE` for every problem at once.' },
});

import { defineErrors } from '@gantry/core';

/** Errors of addresses that users supply. */
export const netErrors = defineErrors('NET', {
  HOST_INVALID: {
    kind: 'usage',
    says: '{host} is not a host name or address',
    advice: 'Write a host with an optional port: registry.example:5000.',
  },
});

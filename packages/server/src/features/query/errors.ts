import { defineErrors } from '@gantry/core';

/** Error codes of queries. */
export const queryErrors = defineErrors('QUERY', {
  PAGE_INVALID: {
    kind: 'usage',
    says: '{name}: {value} is not a whole number from {from} to {to}',
    advice: 'Begin with page 1, and follow `next_page`.',
  },
  IDS_MISSING: {
    kind: 'usage',
    says: 'the query names no vulnerability, or more than {limit}',
    advice: 'Name them as id=CVE-2021-44228,CVE-2021-45046.',
  },
});

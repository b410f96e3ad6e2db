import { defineErrors } from '@gantry/core';

/** Error codes of matching. */
export const matchingErrors = defineErrors('MATCHING', {
  TOO_MANY: {
    kind: 'input',
    says: 'the packages have more than {limit} matches with advisories, more than can be told at once',
    advice: 'Look at fewer packages at a time: no image that is in use has so many.',
  },
});

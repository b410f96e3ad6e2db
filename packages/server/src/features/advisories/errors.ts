import { defineErrors } from '@gantry/core';

/** Error codes of the advisory database of a server. */
export const advisoriesErrors = defineErrors('ADVISORIES', {
  NONE: {
    kind: 'stale',
    says: 'no advisories are loaded, so nothing can be evaluated',
    advice: 'Wait for the feed sync, or look at its last failure: GET /v2/system/feeds and the events.',
  },
  CLOSED: {
    kind: 'stale',
    says: 'the advisories were replaced while they were read',
    advice: 'Try again.',
  },
});

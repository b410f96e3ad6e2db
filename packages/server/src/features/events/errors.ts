import { defineErrors } from '@gantry/core';

/** Errors of the events feature. */
export const eventErrors = defineErrors('EVENT', {
  NOT_FOUND: { kind: 'missing', says: 'there is no event {id}', advice: 'List the events to see those that are kept.' },
  TIME_INVALID: {
    kind: 'usage',
    says: '{name} is no time: {value}',
    advice: 'Write an instant of RFC 3339 such as 2026-01-31T12:00:00Z.',
  },
  LEVEL_UNKNOWN: { kind: 'usage', says: 'there is no level {value}', advice: 'The levels are INFO and ERROR.' },
  PAGE_INVALID: {
    kind: 'usage',
    says: '{name} cannot be {value}',
    advice: 'Both count from 1.',
  },
});

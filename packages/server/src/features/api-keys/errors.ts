import { defineErrors } from '@gantry/core';

/** Error codes of API keys. */
export const apiKeyErrors = defineErrors('APIKEY', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the user {username} has no API key {name}',
    advice: 'List the keys of the user for their names.',
  },
  EXISTS: {
    kind: 'input',
    says: 'the user {username} has an API key {name} already',
    advice: 'Choose another name, or delete that key first.',
  },
  TOO_MANY: {
    kind: 'input',
    says: 'a user has {most} API keys at most',
    advice: 'Delete keys that are not used any more.',
  },
  NAME: {
    kind: 'usage',
    says: 'an API key needs a name of 1 to 128 characters without line breaks',
    advice: 'Name it after what uses it.',
  },
  EXPIRY: {
    kind: 'usage',
    says: 'an API key expires within {days} days, and not in the past: {given} does not fit',
    advice: 'Give a time in that range as RFC 3339, such as 2026-05-01T00:00:00Z.',
  },
});

import { defineErrors } from '@gantry/core';

/** Error codes of getting tokens; `error` in their facts is the word of RFC 6749. */
export const oauthErrors = defineErrors('OAUTH', {
  INVALID_GRANT: {
    kind: 'usage',
    says: '{error}: the user name, the password or the refresh token is not good',
    advice: 'Check them, or sign in anew.',
  },
  INVALID_REQUEST: {
    kind: 'usage',
    says: '{error}: {parameter} is missing',
    advice: 'Send it as a form (application/x-www-form-urlencoded).',
  },
  UNSUPPORTED_GRANT: {
    kind: 'usage',
    says: '{error}: {given}',
    advice: 'The grants are password and refresh_token.',
  },
});

import { defineErrors } from '@gantry/core';

/** Error codes of the server's machinery; features have tables of their own. */
export const serverErrors = defineErrors('SERVER', {
  BAD_REQUEST: {
    kind: 'usage',
    says: '{place}: {because}',
    advice: 'Compare the request with the API reference (`GET /v2/openapi.json`).',
  },
  NO_SUCH_PATH: {
    kind: 'missing',
    says: 'Not Found: there is no such path',
    advice: 'The API reference lists every path (`GET /v2/openapi.json`).',
  },
  NOT_AUTHORIZED: {
    kind: 'denied',
    says: 'Not authorized. Requires permissions: {permissions}',
    advice: 'Ask for a role that has them in this account.',
  },
  BUG: {
    kind: 'bug',
    says: 'the server failed in a way that it was not built for',
    advice: 'Tell the operator the request id; the log has the cause.',
  },
});

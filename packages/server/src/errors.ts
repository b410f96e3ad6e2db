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
  MEDIA_TYPE: {
    kind: 'input',
    says: 'a body of the type {type} is not understood here',
    advice: 'Send {expected}.',
  },
  BODY_TOO_LARGE: {
    kind: 'limit',
    says: 'the body is larger than {limit} bytes',
    advice: 'Send less, or ask the operator to raise the limit.',
  },
  HEADERS_TOO_LARGE: {
    kind: 'limit',
    says: 'the headers of the request are larger than {limit} bytes',
    advice: 'Send fewer and shorter headers.',
  },
  REQUEST_TIMEOUT: {
    kind: 'usage',
    says: 'the request did not arrive in time',
    advice: 'Try again over a better connection.',
  },
  TOO_MANY_REQUESTS: {
    kind: 'limit',
    says: 'too many requests from this address; {seconds} seconds until the next one is taken',
    advice: 'Wait, and send fewer requests at a time.',
  },
  BUSY: {
    kind: 'stale',
    says: 'the server holds as many large requests as it can',
    advice: 'Try again in some seconds.',
  },
  CROSS_SITE: {
    kind: 'denied',
    says: 'a page of another site sent this request',
    advice: 'Change things from a page of this server or from a program.',
  },
  BUG: {
    kind: 'bug',
    says: 'the server failed in a way that it was not built for',
    advice: 'Tell the operator the request id; the log has the cause.',
  },
});

import { defineErrors } from '@gantry/core';

/** Errors of back-tests. */
export const backtestErrors = defineErrors('BACKTEST', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the account has no back-test {id}',
    advice: 'List those that it has: `GET /v2/policies/backtests`.',
  },
  BAD_REQUEST: {
    kind: 'usage',
    says: 'the back-test cannot be made: {because}',
    advice: 'Send either `policy` or `policy_id`, and either `since` or `days`.',
  },
  TOO_MANY: {
    kind: 'conflict',
    says: '{most} back-tests of the account wait or run already',
    advice: 'Wait for one of them, or delete one: `DELETE /v2/policies/backtests/ID`.',
  },
  TOO_LARGE: {
    kind: 'limit',
    says: 'the facts of the image {digest} take more than {limit} bytes',
    advice: 'Choose a shorter period.',
  },
  FAILED: {
    kind: 'bug',
    says: 'the back-test ended early: {because}',
    advice: 'Start it again; the log of the server has the cause.',
  },
});

import { defineErrors } from '@gantry/core';

/** Error codes of the policies of an account. */
export const policiesErrors = defineErrors('POLICY', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the account has no policy {id}',
    advice: 'List the policies of the account (`GET /v2/policies`) for their ids.',
  },
  NONE_ACTIVE: {
    kind: 'missing',
    says: 'no policy of the account {account} is active',
    advice: 'Activate one: `PUT /v2/policies/ID?active=true`.',
  },
  EXISTS: {
    kind: 'conflict',
    says: 'the account has a policy {id} already',
    advice: 'Replace it with `PUT /v2/policies/{id}`, or give the new one another id.',
  },
  REFUSED: {
    kind: 'input',
    says: 'the policy {id} cannot be used ({count} problems): {problems}',
    advice: 'Mend every problem that is listed and send it again.',
  },
  ID_DIFFERS: {
    kind: 'usage',
    says: 'the path names the policy {path}, the body {body}',
    advice: 'The id of a policy cannot change: add it as a new one with `POST /v2/policies`.',
  },
  IS_ACTIVE: {
    kind: 'conflict',
    says: 'the policy {id} is the active one of the account, which always has one',
    advice: 'Activate another policy first: `PUT /v2/policies/ID?active=true`.',
  },
  NOT_SWITCHED_OFF: {
    kind: 'usage',
    says: 'active=false: the policy {id} is the active one of the account, which always has one',
    advice: 'Activate another policy: that switches this one off.',
  },
  TESTS_FAILED: {
    kind: 'input',
    says: '{failed} of {tests} tests of the policy {id} fail, so that it does not become active: {told}',
    advice:
      'Mend the rules or the tests; {rules_fired} of {rules} rules fired in a test, {rules_never} were never asked. `?force=true` activates it all the same.',
  },
  CHANGED: {
    kind: 'conflict',
    says: 'the policy {id} is not the one that If-Match names: someone else changed it',
    advice: 'Get it again, and make your change on what it is now.',
  },
});

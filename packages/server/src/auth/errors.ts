import { defineErrors } from '@gantry/core';

/** Error codes of signing in. None tells whether a user exists. */
export const authErrors = defineErrors('AUTH', {
  REQUIRED: {
    kind: 'denied',
    says: 'this operation needs a sign-in',
    advice: 'Send a user name and password, `_api_key` and a key (Basic), or an access token (Bearer).',
  },
  REFUSED: {
    kind: 'denied',
    says: 'the sign-in was refused: the credentials are wrong, expired or revoked',
    advice: 'Check user name and password, or make a new key or token.',
  },
  LOCKED: {
    kind: 'denied',
    says: 'signing in as this user is locked for {seconds} seconds after too many failures',
    advice: 'Wait; then sign in with the right password. API keys go on working.',
  },
  TOO_MANY_FAILURES: {
    kind: 'denied',
    says: 'too many failed sign-ins from this address; {seconds} seconds until the next one is looked at',
    advice: 'Find the program that sends wrong credentials.',
  },
});

/** Error codes of accounts. */
export const accountErrors = defineErrors('ACCOUNT', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'User account not found: {account}',
    advice: 'Name an account that is there and in which you hold a role.',
  },
  DISABLED: {
    kind: 'denied',
    says: 'the account {account} is not enabled',
    advice: 'Ask a system admin to enable it.',
  },
  EXISTS: {
    kind: 'conflict',
    says: 'there is an account {account} already',
    advice: 'Choose another name.',
  },
  PROTECTED: {
    kind: 'usage',
    says: 'the account {account} cannot be disabled or deleted',
    advice: 'Disable or delete another account; this one runs the server.',
  },
  NOT_DISABLED: {
    kind: 'usage',
    says: 'the account {account} is {state}: only a disabled account can be deleted',
    advice: 'Set its state to disabled first (PUT /accounts/{account}/state).',
  },
  DELETING: {
    kind: 'usage',
    says: 'the account {account} is being deleted',
    advice: 'Wait until it is gone; then its name is free again.',
  },
});

/** Error codes of roles and who holds them. */
export const roleErrors = defineErrors('ROLE', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: there is no role {role}',
    advice: 'List the roles (GET /v2/rbac-manager/roles).',
  },
  MEMBER_NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: {username} does not hold the role {role} in {account} directly',
    advice: 'List the members of the role; a role that comes from a group is taken away there.',
  },
  SYSTEM_ONLY: {
    kind: 'denied',
    says: 'Not authorized. Requires permissions: system-admin: the role {role} holds in every account',
    advice: 'Only system admins give it, and only to users of the account admin, never through a group.',
  },
  PROTECTED: {
    kind: 'denied',
    says: '{username} keeps the role {role}: somebody has to run the server',
    advice: 'Take it from other users instead.',
  },
});

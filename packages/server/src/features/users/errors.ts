import { defineErrors } from '@gantry/core';

/** Error codes of users and their passwords. */
export const userErrors = defineErrors('USER', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the account {account} has no user {username}',
    advice: 'List the users of the account for their names.',
  },
  EXISTS: {
    kind: 'input',
    says: 'the user name {username} is taken',
    advice: 'Choose another one: user names are unique on a server.',
  },
  TYPE_UNSUPPORTED: {
    kind: 'usage',
    says: 'users of the type {type} cannot be made here: they come with their identity provider',
    advice: 'Make a native user.',
  },
  PASSWORD_LENGTH: {
    kind: 'usage',
    says: 'a password has {least} to {most} characters',
    advice: 'Choose a longer or shorter one; four random words are a good start.',
  },
  PROTECTED: {
    kind: 'denied',
    says: 'the user {username} is the one who can always sign in',
    advice: 'Change the password instead.',
  },
});

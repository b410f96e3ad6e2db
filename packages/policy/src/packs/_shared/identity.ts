import { argumentPatterns } from './patterns.ts';
import { check } from './rule.ts';

/** The text of USER says root; decides even where the files of the image were not looked at. */
export const runsAsRoot = check({
  id: 'runs-as-root',
  what: 'dockerfile.effective_user',
  params: { users: 'root,0,root:root,0:0,root:0,0:root', type: 'denylist' },
  recommendation:
    'Create an account in the Dockerfile and end with USER and its number, so that the program starts without privileges.',
});

/** USER resolved to a number is 0, however it is spelt. */
export const uidZero = check({
  id: 'uid-zero',
  what: 'metadata.effective_uid',
  params: { denied_uids: '0' },
  recommendation: 'The configured user is number 0 or cannot be resolved. Give USER as a number above zero.',
});

/** Build steps use sudo. */
export const usesSudo = check({
  id: 'uses-sudo',
  what: 'dockerfile.instruction',
  params: { instruction: 'RUN', check: 'like', value: argumentPatterns.sudo },
  recommendation: 'Build steps need no sudo: switch with USER, and leave sudo out of the image.',
});

/** A second account is root. */
export const secondRoot = check({
  id: 'second-root-account',
  what: 'passwd_file.duplicate_uid',
  params: { uid: '0' },
  recommendation: 'More than one account has the user id 0. Remove the others or give them numbers of their own.',
});

/** Two accounts share a number. */
export const sharedUserId = check({
  id: 'shared-user-id',
  what: 'passwd_file.duplicate_uid',
  recommendation: 'Accounts with the same number cannot be told apart. Give each its own user id.',
});

/** An account opens without a password. */
export const emptyPassword = check({
  id: 'empty-password',
  what: 'passwd_file.empty_password',
  recommendation: 'Lock the account (passwd -l) or delete it: its password is empty.',
});

/** Accounts that vendors and testers leave behind. */
export const testAccount = check({
  id: 'test-account',
  what: 'passwd_file.denylist_usernames',
  params: { user_names: 'guest,test,tester,testuser,demo,temp,oracle,pi,vagrant,ubnt,toor' },
  recommendation: 'Delete accounts that came for tests or as a default of a vendor; adapt the list to your own rules.',
});

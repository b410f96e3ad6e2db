import { AccessCredential, Account, CredentialList, operation, User } from '../common/index.ts';

export const getUsersAccount = operation({
  id: 'get_users_account',
  method: 'GET',
  path: '/account',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'The account that your calls are about',
  replies: {
    200: Account,
  },
  problems: [500],
});

export const getUser = operation({
  id: 'get_user',
  method: 'GET',
  path: '/user',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'You, with your roles',
  replies: {
    200: User,
  },
  problems: [500],
});

export const getCredentials = operation({
  id: 'get_credentials',
  method: 'GET',
  path: '/user/credentials',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'When your password was set',
  replies: {
    200: CredentialList,
  },
  problems: [500],
});

export const addCredential = operation({
  id: 'add_credential',
  method: 'POST',
  path: '/user/credentials',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'Set your password; your other sign-ins with the old one end',
  body: AccessCredential,
  replies: {
    200: AccessCredential,
  },
  problems: [400, 415, 500],
});

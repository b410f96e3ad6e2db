import { z } from 'zod';
import { AccessCredential, Account, CredentialList, empty, operation, pathText, User } from '../common/index.ts';
import {
  AccountCreationRequest,
  AccountInfo,
  AccountList,
  AccountStatus,
  UserCreationRequest,
  Users,
} from './models.ts';

export const listAccounts = operation({
  id: 'list_accounts',
  method: 'GET',
  path: '/accounts',
  tag: 'User Management',
  may: 'listAccounts',
  since: '0.2',
  summary: 'Accounts of this server, by name',
  query: z.object({
    state: z.enum(['enabled', 'disabled', 'deleting']).optional(),
  }),
  replies: {
    200: AccountList,
  },
  problems: [403, 500],
});

export const createAccount = operation({
  id: 'create_account',
  method: 'POST',
  path: '/accounts',
  tag: 'User Management',
  may: 'createAccount',
  since: '0.2',
  summary: 'Make an account: a separate world with users, images and policies of its own',
  body: AccountCreationRequest,
  replies: {
    200: Account,
  },
  problems: [400, 403, 409, 500],
});

export const listAllSystemUsers = operation({
  id: 'list_all_system_users',
  method: 'GET',
  path: '/accounts/users',
  tag: 'User Management',
  may: 'listAllUsers',
  since: '0.2',
  summary: 'Users of all accounts with their roles',
  replies: {
    200: Users,
  },
  problems: [403, 500],
});

export const updateAccountState = operation({
  id: 'update_account_state',
  method: 'PUT',
  path: '/accounts/{account_name}/state',
  tag: 'User Management',
  may: 'updateAccountState',
  since: '0.2',
  summary: 'Enable an account, or disable it: then nobody signs in to it',
  params: z.object({ account_name: pathText }),
  body: AccountStatus,
  replies: {
    200: AccountStatus,
  },
  problems: [400, 403, 404, 500],
});

export const listUsers = operation({
  id: 'list_users',
  method: 'GET',
  path: '/accounts/{account_name}/users',
  tag: 'User Management',
  may: 'listUsers',
  since: '0.2',
  summary: 'Users of an account, by name',
  params: z.object({ account_name: pathText }),
  accountParam: 'account_name',
  replies: {
    200: z.array(User),
  },
  problems: [403, 404, 500],
});

export const createUser = operation({
  id: 'create_user',
  method: 'POST',
  path: '/accounts/{account_name}/users',
  tag: 'User Management',
  may: 'createUser',
  since: '0.2',
  summary: 'Make a user of an account; roles are given apart',
  params: z.object({ account_name: pathText }),
  accountParam: 'account_name',
  body: UserCreationRequest,
  replies: {
    200: User,
  },
  problems: [400, 403, 404, 500],
});

export const listUsersWithRoles = operation({
  id: 'list_users_with_roles',
  method: 'GET',
  path: '/accounts/{account_name}/users-with-roles',
  tag: 'User Management',
  may: 'listUsers',
  since: '0.2',
  summary: 'Users of an account with the roles they hold and how they came by them',
  params: z.object({ account_name: pathText }),
  accountParam: 'account_name',
  replies: {
    200: Users,
  },
  problems: [403, 404, 500],
});

export const listUserCredentials = operation({
  id: 'list_user_credentials',
  method: 'GET',
  path: '/accounts/{account_name}/users/{username}/credentials',
  tag: 'User Management',
  may: 'listUserCredentials',
  since: '0.2',
  summary: 'When the password of a user was set',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  replies: {
    200: CredentialList,
  },
  problems: [403, 404, 500],
});

export const createUserCredential = operation({
  id: 'create_user_credential',
  method: 'POST',
  path: '/accounts/{account_name}/users/{username}/credentials',
  tag: 'User Management',
  may: 'createUserCredential',
  since: '0.2',
  summary: 'Set the password of a user; sign-ins with the old one end',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  body: AccessCredential,
  replies: {
    200: AccessCredential,
  },
  problems: [400, 403, 404, 500],
});

export const deleteUserCredential = operation({
  id: 'delete_user_credential',
  method: 'DELETE',
  path: '/accounts/{account_name}/users/{username}/credentials',
  tag: 'User Management',
  may: 'deleteUserCredential',
  since: '0.2',
  summary: 'Take the password from a user: only API keys sign in then',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  query: z.object({
    credential_type: z.enum(['password']),
  }),
  replies: {
    204: empty,
  },
  problems: [400, 403, 404, 500],
});

export const getAccountUser = operation({
  id: 'get_account_user',
  method: 'GET',
  path: '/accounts/{account_name}/users/{username}',
  tag: 'User Management',
  may: 'listUsers',
  since: '0.2',
  summary: 'One user of an account',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  replies: {
    200: User,
  },
  problems: [403, 404, 500],
});

export const deleteUser = operation({
  id: 'delete_user',
  method: 'DELETE',
  path: '/accounts/{account_name}/users/{username}',
  tag: 'User Management',
  may: 'deleteUser',
  since: '0.2',
  summary: 'Delete a user with keys, roles and places in groups',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  replies: {
    204: empty,
  },
  problems: [403, 404, 500],
});

export const getAccount = operation({
  id: 'get_account',
  method: 'GET',
  path: '/accounts/{account_name}',
  tag: 'User Management',
  may: 'getAccount',
  since: '0.2',
  summary: 'One account and its state',
  params: z.object({ account_name: pathText }),
  accountParam: 'account_name',
  replies: {
    200: Account,
  },
  problems: [403, 404, 500],
});

export const updateAccount = operation({
  id: 'update_account',
  method: 'PUT',
  path: '/accounts/{account_name}',
  tag: 'User Management',
  may: 'updateAccount',
  since: '0.2',
  summary: 'Change the e-mail address of an account',
  params: z.object({ account_name: pathText }),
  accountParam: 'account_name',
  body: AccountInfo,
  replies: {
    200: Account,
  },
  problems: [400, 403, 404, 500],
});

export const deleteAccount = operation({
  id: 'delete_account',
  method: 'DELETE',
  path: '/accounts/{account_name}',
  tag: 'User Management',
  may: 'deleteAccount',
  since: '0.2',
  summary: 'Delete a disabled account with everything in it, in the background',
  params: z.object({ account_name: pathText }),
  replies: {
    204: empty,
  },
  problems: [400, 403, 404, 500],
});

import { z } from 'zod';
import { empty, operation, pathText } from '../common/index.ts';
import { ApiKeyList, UserApiKey } from './models.ts';

export const listUserApiKeys = operation({
  id: 'list_user_api_keys',
  method: 'GET',
  path: '/accounts/{account_name}/users/{username}/api-keys',
  tag: 'User Management',
  may: 'listUserApiKeys',
  since: '0.2',
  summary: 'API keys of a user, without the keys themselves',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  replies: {
    200: ApiKeyList,
  },
  problems: [403, 404, 500],
});

export const createUserApiKey = operation({
  id: 'create_user_api_key',
  method: 'POST',
  path: '/accounts/{account_name}/users/{username}/api-keys',
  tag: 'User Management',
  may: 'createUserApiKey',
  since: '0.2',
  summary: 'Make an API key for a user; the reply is the only one that shows it',
  params: z.object({ account_name: pathText, username: pathText }),
  accountParam: 'account_name',
  body: UserApiKey,
  replies: {
    201: UserApiKey,
  },
  problems: [400, 403, 404, 500],
});

export const getUserApiKey = operation({
  id: 'get_user_api_key',
  method: 'GET',
  path: '/accounts/{account_name}/users/{username}/api-keys/{key_name}',
  tag: 'User Management',
  may: 'listUserApiKeys',
  since: '0.2',
  summary: 'One API key of a user: until when it holds and its state',
  params: z.object({ account_name: pathText, username: pathText, key_name: pathText }),
  accountParam: 'account_name',
  replies: {
    200: UserApiKey,
  },
  problems: [403, 404, 500],
});

export const patchUserApiKey = operation({
  id: 'patch_user_api_key',
  method: 'PATCH',
  path: '/accounts/{account_name}/users/{username}/api-keys/{key_name}',
  tag: 'User Management',
  may: 'updateUserApiKey',
  since: '0.2',
  summary: 'Rename, describe or revoke an API key of a user',
  params: z.object({ account_name: pathText, username: pathText, key_name: pathText }),
  accountParam: 'account_name',
  body: z.object({
    description: z.string().optional(),
    name: z.string().optional(),
    status: z.enum(['revoked']).optional(),
  }),
  replies: {
    200: UserApiKey,
  },
  problems: [400, 403, 404, 500],
});

export const deleteUserApiKey = operation({
  id: 'delete_user_api_key',
  method: 'DELETE',
  path: '/accounts/{account_name}/users/{username}/api-keys/{key_name}',
  tag: 'User Management',
  may: 'deleteUserApiKey',
  since: '0.2',
  summary: 'Delete an API key of a user; it stops working at once',
  params: z.object({ account_name: pathText, username: pathText, key_name: pathText }),
  accountParam: 'account_name',
  replies: {
    204: empty,
  },
  problems: [403, 404, 500],
});

export const listApiKeys = operation({
  id: 'list_api_keys',
  method: 'GET',
  path: '/user/api-keys',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'Your API keys, without the keys themselves',
  replies: {
    200: ApiKeyList,
  },
  problems: [403, 500],
});

export const createApiKey = operation({
  id: 'create_api_key',
  method: 'POST',
  path: '/user/api-keys',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'Make an API key for yourself; the reply is the only one that shows it',
  body: UserApiKey,
  replies: {
    201: UserApiKey,
  },
  problems: [400, 403, 415, 500],
});

export const getApiKey = operation({
  id: 'get_api_key',
  method: 'GET',
  path: '/user/api-keys/{key_name}',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'One of your API keys: until when it holds and its state',
  params: z.object({ key_name: pathText }),
  replies: {
    200: UserApiKey,
  },
  problems: [403, 404, 500],
});

export const patchApiKey = operation({
  id: 'patch_api_key',
  method: 'PATCH',
  path: '/user/api-keys/{key_name}',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'Rename, describe or revoke one of your API keys',
  params: z.object({ key_name: pathText }),
  body: z.object({
    description: z.string().optional(),
    name: z.string().optional(),
    status: z.enum(['revoked']).optional(),
  }),
  replies: {
    200: UserApiKey,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deleteApiKey = operation({
  id: 'delete_api_key',
  method: 'DELETE',
  path: '/user/api-keys/{key_name}',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'Delete one of your API keys; it stops working at once',
  params: z.object({ key_name: pathText }),
  replies: {
    204: empty,
  },
  problems: [403, 404, 500],
});

import {
  createApiKey,
  createUserApiKey,
  deleteApiKey,
  deleteUserApiKey,
  getApiKey,
  getUserApiKey,
  listApiKeys,
  listUserApiKeys,
  patchApiKey,
  patchUserApiKey,
} from '@gantry/contract/api-keys';
import { addCredential, getCredentials, getUser, getUsersAccount } from '@gantry/contract/identity';
import { getOauthToken, revokeOauthToken } from '@gantry/contract/oauth';
import { type Ask, password } from '../ask.ts';
import { people } from '../people.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

const expires = '2026-06-01T00:00:00Z';
const ann = { account_name: 'team-a', username: people.plain };

/** A key of the owner. */
async function ownKey(world: World): Promise<Record<string, string>> {
  const name = world.name('key');
  await world.prepare(people.owner, createApiKey, { json: { name, expires_at: expires } });
  return { key_name: name };
}

/** A key that the owner made for another user. */
async function userKey(world: World): Promise<Record<string, string>> {
  const name = world.name('key');
  await world.prepare(people.owner, createUserApiKey, { params: ann, json: { name, expires_at: expires } });
  return { ...ann, key_name: name };
}

const signInForm = { username: people.plain, password };
const keyMark = (_: World, { params }: Ask) => params?.['key_name'] ?? '';

/** Who one is, keys, tokens. */
export const identityRows = [
  row(getUser, { mark: () => people.owner }),
  row(getUsersAccount, { mark: () => 'team-a' }),
  row(getCredentials),
  row(addCredential, {
    ask: () => ({ json: { type: 'password', value: password } }),
    bad: refused({ json: { type: 'password' } }),
  }),
  row(listApiKeys, {
    ask: async (world) => {
      await ownKey(world);
      return {};
    },
    mark: () => 'key-',
  }),
  row(createApiKey, {
    ask: (world) => ({ json: { name: world.name('key'), expires_at: expires } }),
    bad: refused({ json: { name: 'no end' } }),
  }),
  row(getApiKey, {
    ask: async (world) => ({ params: await ownKey(world) }),
    bad: 'APIKEY_NOT_FOUND',
    mark: keyMark,
    other: missingKey(),
  }),
  row(patchApiKey, {
    ask: async (world) => ({ params: await ownKey(world), json: { description: 'new' } }),
    bad: refused({ json: { status: 'active' } }),
    other: missingKey(),
  }),
  row(deleteApiKey, {
    ask: async (world) => ({ params: await ownKey(world) }),
    bad: 'APIKEY_NOT_FOUND',
    other: missingKey(),
  }),
  row(listUserApiKeys, {
    ask: async (world) => {
      await userKey(world);
      return { params: ann };
    },
    bad: 'USER_NOT_FOUND',
    mark: () => 'key-',
  }),
  row(createUserApiKey, {
    ask: (world) => ({ params: ann, json: { name: world.name('key'), expires_at: expires } }),
    bad: refused({ json: { name: 'k', expires_at: 'never' } }, 'APIKEY_EXPIRY'),
  }),
  row(getUserApiKey, { ask: async (world) => ({ params: await userKey(world) }), bad: 'USER_NOT_FOUND' }),
  row(patchUserApiKey, {
    ask: async (world) => ({ params: await userKey(world), json: { status: 'revoked' } }),
    bad: refused({ json: { name: 7 } }),
  }),
  row(deleteUserApiKey, { ask: async (world) => ({ params: await userKey(world) }), bad: 'USER_NOT_FOUND' }),
  row(getOauthToken, {
    ask: () => ({ form: signInForm }),
    bad: refused({ form: { grant_type: 'hope' } }, 'OAUTH_UNSUPPORTED_GRANT'),
  }),
  row(revokeOauthToken, {
    ask: async (world) => {
      const { access_token: token } = await world.prepare<{ access_token: string }>(people.plain, getOauthToken, {
        form: signInForm,
      });
      return { form: { token } };
    },
    bad: refused({ form: { token_type_hint: 'odd' } }),
  }),
];

function missingKey() {
  return { status: 404, code: 'APIKEY_NOT_FOUND' };
}

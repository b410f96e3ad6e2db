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
  type UserApiKey,
} from '@gantry/contract/api-keys';
import { type Caller, requireAccount, requireActingAs } from '../../auth/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Users } from '../users/ports.ts';
import type { ApiKeyService, NewKey } from './service.ts';
import { type KeyOwner, keyNamed, keysOf, toApiKey } from './views.ts';

/** What the operations on keys work with. */
export interface ApiKeyDeps {
  readonly platform: Platform;
  readonly users: Users;
  readonly keys: ApiKeyService;
}

/** The operations on one's own keys. */
export function ownKeyRoutes({ platform: { db, clock }, keys }: ApiKeyDeps): readonly Route[] {
  const self = ({ userId: id, username }: Caller): KeyOwner => ({ id, username });
  return [
    route(listApiKeys, async ({ caller }) => {
      const rows = await keysOf(db, self(caller));
      return reply(listApiKeys, 200, { items: rows.map((row) => toApiKey(row, clock.now())) });
    }),
    route(createApiKey, async ({ caller, body }) => {
      const { row, value } = await keys.create(self(caller), toNewKey(body));
      return reply(createApiKey, 201, toApiKey(row, clock.now(), value), unkept);
    }),
    route(getApiKey, async ({ caller, params }) => {
      return reply(getApiKey, 200, toApiKey(await keyNamed(db, self(caller), params.key_name), clock.now()));
    }),
    route(patchApiKey, async ({ caller, params, body }) => {
      return reply(patchApiKey, 200, toApiKey(await keys.change(self(caller), params.key_name, body), clock.now()));
    }),
    route(deleteApiKey, async ({ caller, params }) => {
      await keys.delete(self(caller), params.key_name);
      return reply(deleteApiKey, 204, undefined);
    }),
  ];
}

/** The operations on keys of users of an account. */
export function userKeyRoutes({ platform: { db, clock }, users, keys }: ApiKeyDeps): readonly Route[] {
  const named = (caller: Caller, account: string, username: string): Promise<KeyOwner & { account: string }> => {
    requireAccount(caller, account);
    return users.inAccount(account, username);
  };
  const changeable = async (caller: Caller, account: string, username: string): Promise<KeyOwner> => {
    const user = await named(caller, account, username);
    await requireActingAs(db, caller, user);
    return user;
  };
  return [
    route(listUserApiKeys, async ({ caller, params }) => {
      const rows = await keysOf(db, await named(caller, params.account_name, params.username));
      return reply(listUserApiKeys, 200, { items: rows.map((row) => toApiKey(row, clock.now())) });
    }),
    route(createUserApiKey, async ({ caller, params, body }) => {
      const owner = await changeable(caller, params.account_name, params.username);
      const { row, value } = await keys.create(owner, toNewKey(body));
      return reply(createUserApiKey, 201, toApiKey(row, clock.now(), value), unkept);
    }),
    route(getUserApiKey, async ({ caller, params }) => {
      const owner = await named(caller, params.account_name, params.username);
      return reply(getUserApiKey, 200, toApiKey(await keyNamed(db, owner, params.key_name), clock.now()));
    }),
    route(patchUserApiKey, async ({ caller, params, body }) => {
      const owner = await changeable(caller, params.account_name, params.username);
      return reply(patchUserApiKey, 200, toApiKey(await keys.change(owner, params.key_name, body), clock.now()));
    }),
    route(deleteUserApiKey, async ({ caller, params }) => {
      await keys.delete(await changeable(caller, params.account_name, params.username), params.key_name);
      return reply(deleteUserApiKey, 204, undefined);
    }),
  ];
}

/** A reply that holds a secret is kept nowhere on its way. */
const unkept = { 'cache-control': 'no-store' };

function toNewKey({
  name,
  description,
  expires_at: expiresAt,
}: Pick<UserApiKey, 'name' | 'description' | 'expires_at'>): NewKey {
  return { name, description: description ?? null, expiresAt };
}

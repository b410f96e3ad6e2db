import { createUserCredential, deleteUserCredential, listUserCredentials } from '@gantry/contract/accounts';
import { addCredential, getCredentials } from '@gantry/contract/identity';
import { type Caller, requireAccount, requireActingAs } from '../../auth/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { UserRow } from './ports.ts';
import type { UserRoutesDeps } from './routes.ts';
import { toCredential, toCredentials } from './to-wire.ts';

/** The operations on passwords: one's own and those of others. */
export function credentialRoutes({ db, users, service }: UserRoutesDeps): readonly Route[] {
  const named = async (caller: Caller, account: string, username: string): Promise<UserRow> => {
    requireAccount(caller, account);
    return users.inAccount(account, username);
  };
  const changeable = async (caller: Caller, account: string, username: string): Promise<UserRow> => {
    const user = await named(caller, account, username);
    await requireActingAs(db, caller, user);
    return user;
  };
  const self = ({ homeAccount, username }: Caller): Promise<UserRow> => users.inAccount(homeAccount, username);
  return [
    route(listUserCredentials, async ({ params, caller }) => {
      const user = await named(caller, params.account_name, params.username);
      return reply(listUserCredentials, 200, toCredentials(user));
    }),
    route(createUserCredential, async ({ params, body, caller }) => {
      const user = await changeable(caller, params.account_name, params.username);
      return reply(createUserCredential, 200, toCredential(await service.setPassword(user, body.value)));
    }),
    route(deleteUserCredential, async ({ params, caller }) => {
      await service.deletePassword(await changeable(caller, params.account_name, params.username));
      return reply(deleteUserCredential, 204, undefined);
    }),
    route(getCredentials, async ({ caller }) => reply(getCredentials, 200, toCredentials(await self(caller)))),
    route(addCredential, async ({ body, caller }) => {
      return reply(addCredential, 200, toCredential(await service.setPassword(await self(caller), body.value)));
    }),
  ];
}

import {
  createAccount,
  deleteAccount,
  getAccount,
  listAccounts,
  updateAccount,
  updateAccountState,
} from '@gantry/contract/accounts';
import { getUsersAccount } from '@gantry/contract/identity';
import { accountNamed, requireAccount, toAccount } from '../../auth/index.ts';
import { serverErrors } from '../../errors.ts';
import type { Db } from '../../kernel/db/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { AccountService } from './service.ts';
import { listedAccounts } from './views.ts';

/** The operations on accounts. */
export function accountRoutes(db: Db, accounts: AccountService): readonly Route[] {
  return [
    route(listAccounts, async ({ query }) => {
      return reply(listAccounts, 200, (await listedAccounts(db, query.state)).map(toAccount));
    }),
    route(createAccount, async ({ body }) => {
      const { name, email = null } = body;
      return reply(createAccount, 200, toAccount(await accounts.create({ name, email })));
    }),
    route(getAccount, async ({ params, caller }) => {
      requireAccount(caller, params.account_name);
      return reply(getAccount, 200, toAccount(await accountNamed(db, params.account_name)));
    }),
    route(updateAccount, async ({ params, body, caller }) => {
      requireAccount(caller, params.account_name);
      return reply(updateAccount, 200, toAccount(await accounts.setEmail(params.account_name, body.email ?? null)));
    }),
    route(updateAccountState, async ({ params, body }) => {
      if (body.state === undefined) throw serverErrors.BAD_REQUEST({ place: 'body.state', because: 'it is missing' });
      await accounts.setState(params.account_name, body.state);
      return reply(updateAccountState, 200, { state: body.state });
    }),
    route(deleteAccount, async ({ params }) => {
      await accounts.delete(params.account_name);
      return reply(deleteAccount, 204, undefined);
    }),
    route(getUsersAccount, async ({ caller }) => {
      return reply(getUsersAccount, 200, toAccount(await accountNamed(db, caller.account)));
    }),
  ];
}

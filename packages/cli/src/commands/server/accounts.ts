import {
  createAccount,
  deleteAccount,
  getAccount,
  listAccounts,
  updateAccount,
  updateAccountState,
} from '@gantry/contract/accounts';
import type { Account } from '@gantry/contract/common';
import { getUsersAccount } from '@gantry/contract/identity';
import type { View } from '../../render/answer.ts';
import { text } from '../../settings/option.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<Account> = {
  fields: [
    { title: 'Name', of: (item) => item.name },
    { title: 'Email', of: (item) => item.email },
    { title: 'Type', of: (item) => item.type },
    { title: 'State', of: (item) => item.state },
    { title: 'Created', of: (item) => item.created_at },
  ],
  id: (item) => item.name,
};

const one = (account: Account) => [account];

/** `gantry account list` */
export const list = showing(listAccounts, {
  ask: (client, { options }) =>
    client.call(listAccounts, { query: { state: text(options, 'state') as 'enabled' | undefined } }),
  items: (reply) => reply,
  view,
});

/** `gantry account get [NAME]`: without a name that of the caller. */
export const get = showing(getAccount, {
  ask: (client, call) =>
    nameOf(call) === ''
      ? client.call(getUsersAccount)
      : client.call(getAccount, { params: { account_name: nameOf(call) } }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry account add NAME` */
export const add = showing(createAccount, {
  ask: (client, call) =>
    client.call(createAccount, { body: { name: nameOf(call), email: text(call.options, 'email') } }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry account update NAME` */
export const update = showing(updateAccount, {
  ask: (client, call) =>
    client.call(updateAccount, {
      params: { account_name: nameOf(call) },
      body: { email: text(call.options, 'email') },
    }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry account enable NAME` */
export const enable = switching('enabled');

/** `gantry account disable NAME` */
export const disable = switching('disabled');

/** `gantry account delete NAME`: only when it is disabled. */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args }) => {
    for (const account_name of args) await client.call(deleteAccount, { params: { account_name } });
    return args;
  },
});

function switching(state: 'enabled' | 'disabled') {
  return doing({
    word: state,
    act: async (client, { args }) => {
      for (const account_name of args)
        await client.call(updateAccountState, { params: { account_name }, body: { state } });
      return args;
    },
  });
}

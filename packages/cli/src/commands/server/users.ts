import { createUser, createUserCredential, deleteUser, getAccountUser, listUsers } from '@gantry/contract/accounts';
import type { User } from '@gantry/contract/common';
import { getUser } from '@gantry/contract/identity';
import { addRoleUser } from '@gantry/contract/roles';
import type { View } from '../../render/answer.ts';
import { accountOf } from '../../server/account.ts';
import { secretOf } from '../../server/secret.ts';
import { text, texts } from '../../settings/option.ts';
import type { Call } from '../command.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<User> = {
  fields: [
    { title: 'Username', of: (item) => item.username },
    { title: 'Account', of: (item) => item.account_name },
    { title: 'Type', of: (item) => item.type },
    { title: 'Source', of: (item) => item.source },
    { title: 'Roles', max: 60, of: (item) => item.unified_roles?.map((role) => role.role_name) },
    { title: 'Created', of: (item) => item.created_at },
    { title: 'Password changed', of: (item) => item.password_last_updated },
  ],
  id: (item) => item.username,
};

const one = (user: User) => [user];

/** `gantry user list` */
export const list = showing(listUsers, {
  ask: async (client, { connection }) =>
    client.call(listUsers, { params: { account_name: await accountOf(client, connection) } }),
  items: (reply) => reply,
  view,
});

/** `gantry user get [NAME]`: without a name the caller. */
export const get = showing(getAccountUser, {
  ask: async (client, call) =>
    nameOf(call) === ''
      ? client.call(getUser)
      : client.call(getAccountUser, {
          params: { account_name: await accountOf(client, call.connection), username: nameOf(call) },
        }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry user add NAME`: a native user has a password, a user of an identity provider has none. */
export const add = showing(createUser, {
  ask: async (client, call) => {
    const account_name = await accountOf(client, call.connection);
    const idp = text(call.options, 'idp_name');
    const password = idp === undefined ? await userSecret(call) : undefined;
    const username = nameOf(call);
    const user = await client.call(createUser, {
      params: { account_name },
      body: idp === undefined ? { username, password } : { username, user_type: 'saml', idp_name: idp },
    });
    for (const role_name of texts(call.options, 'role'))
      await client.call(addRoleUser, { params: { role_name }, body: { username, for_account: account_name } });
    return user;
  },
  items: one,
  view: { ...view, lines: true },
});

/** `gantry user set-password NAME` */
export const setPassword = doing({
  word: 'password changed',
  act: async (client, call) => {
    const params = { account_name: await accountOf(client, call.connection), username: nameOf(call) };
    const value = await userSecret(call);
    await client.call(createUserCredential, { params, body: { type: 'password', value } });
    return [nameOf(call)];
  },
});

/** `gantry user delete NAME...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args, connection }) => {
    const account_name = await accountOf(client, connection);
    for (const username of args) await client.call(deleteUser, { params: { account_name, username } });
    return args;
  },
});

function userSecret(call: Call): Promise<string> {
  return secretOf(call, { option: 'userPassword', variable: 'GANTRY_USER_PASSWORD', who: `the user ${nameOf(call)}` });
}

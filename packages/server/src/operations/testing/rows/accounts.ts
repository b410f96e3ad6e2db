import {
  createAccount,
  createUser,
  createUserCredential,
  deleteAccount,
  deleteUser,
  deleteUserCredential,
  getAccount,
  getAccountUser,
  listAccounts,
  listAllSystemUsers,
  listUserCredentials,
  listUsers,
  listUsersWithRoles,
  updateAccount,
  updateAccountState,
} from '@gantry/contract/accounts';
import { hashPassword } from '../../../auth/index.ts';
import { type Ask, quiet } from '../ask.ts';
import { addPerson, people } from '../people.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

const inTeamA = { account_name: 'team-a' };
const oddState = refused({ json: { state: 'odd' } });

/** An account that may be changed. */
async function someAccount(world: World): Promise<Record<string, string>> {
  const name = world.name('account');
  await world.prepare(people.root, createAccount, { json: { name } });
  return { account_name: name };
}

/** An account that is ready to be deleted. */
async function disabledAccount(world: World): Promise<Record<string, string>> {
  const params = await someAccount(world);
  await world.prepare(people.root, updateAccountState, { params, json: { state: 'disabled' } });
  return params;
}

/** A user of `team-a` that may be changed. */
async function someUser(world: World): Promise<Record<string, string>> {
  const username = world.name('user');
  hash ??= await hashPassword('some password');
  await addPerson(world.platform, { username, account: 'team-a', hash });
  return { ...inTeamA, username };
}
let hash: string | undefined;

const aboutUser = async (world: World): Promise<Ask> => ({ params: await someUser(world) });

/** Accounts and their users. */
export const accountRows = [
  row(listAccounts, {
    as: 'root',
    ask: () => ({ query: { state: 'enabled' } }),
    bad: refused({ query: { state: 'odd' } }),
  }),
  row(createAccount, {
    as: 'root',
    ask: (world) => ({ json: { name: world.name('account'), email: 'a@example.com' } }),
    bad: refused({ json: { name: '-' } }),
  }),
  row(getAccount, {
    ask: () => ({ params: inTeamA }),
    bad: refused({ params: { account_name: 'none' } }, 'ACCOUNT_NOT_FOUND', 404),
  }),
  row(updateAccount, {
    ask: () => ({ params: inTeamA, json: { email: 'team@example.com' } }),
    bad: refused({ json: { email: 'no address' } }),
  }),
  row(updateAccountState, {
    as: 'root',
    ask: async (world) => ({ params: await someAccount(world), json: { state: 'disabled' } }),
    bad: oddState,
  }),
  row(deleteAccount, {
    as: 'root',
    ask: async (world) => ({ params: await disabledAccount(world) }),
    bad: refused({ params: { account_name: 'team-b' } }, 'ACCOUNT_NOT_DISABLED'),
  }),
  row(listAllSystemUsers, { as: 'root' }),
  row(listUsers, {
    ask: () => ({ params: inTeamA }),
    bad: refused({ params: { account_name: 'none' } }, 'ACCOUNT_NOT_FOUND', 404),
  }),
  row(listUsersWithRoles, {
    ask: () => ({ params: inTeamA }),
    bad: refused({ params: { account_name: 'none' } }, 'ACCOUNT_NOT_FOUND', 404),
  }),
  row(createUser, {
    ask: (world) => ({ params: inTeamA, json: { username: world.name('user'), password: quiet } }),
    bad: refused({ json: { username: '?' } }),
  }),
  row(getAccountUser, { ask: aboutUser, bad: 'USER_NOT_FOUND' }),
  row(deleteUser, { ask: aboutUser, bad: 'USER_NOT_FOUND' }),
  row(listUserCredentials, { ask: aboutUser, bad: 'USER_NOT_FOUND' }),
  row(createUserCredential, {
    ask: async (world) => ({ params: await someUser(world), json: { type: 'password', value: quiet } }),
    bad: refused({ json: { type: 'fingerprint', value: '' } }),
  }),
  row(deleteUserCredential, {
    ask: async (world) => ({ params: await someUser(world), query: { credential_type: 'password' } }),
    bad: refused({ query: {} }),
  }),
];

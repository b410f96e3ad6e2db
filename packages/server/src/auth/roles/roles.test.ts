import { type Operation, operations } from '@gantry/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type HttpCaller, type Route } from '../../kernel/http/index.ts';
import { silentLog } from '../../kernel/log/index.ts';
import { adminAccount, everywhere, isSystemAdmin, permissionsIn, roleNamed, roles } from '../index.ts';

const demanded = new Set(operations.map(({ may }) => may));
const changing = new Set(operations.filter(({ method }) => method !== 'GET').map(({ may }) => may));
const onlySystem = (may: string): boolean =>
  roles.every(({ system, permissions }) => system || !permissions.includes(may));

describe('auth/roles: the table', () => {
  it('names only permissions that an operation demands', () => {
    expect(roles.flatMap(({ permissions }) => permissions).filter((name) => !demanded.has(name))).toEqual([]);
  });

  it('leaves no operation to nobody', () => {
    const held = new Set(['public', 'signed-in', ...roles.flatMap(({ permissions }) => permissions)]);
    expect([...demanded].filter((may) => !held.has(may))).toEqual([]);
  });

  it('read-only and its like change nothing', () => {
    for (const name of ['read-only', 'report-admin', 'inventory-agent'])
      expect(roleNamed(name)?.permissions.filter((may) => changing.has(may))).toEqual([]);
  });

  it('only the system role reaches beyond an account', () => {
    const beyond = ['createAccount', 'deleteAccount', 'listAccounts', 'createUserGroup', 'updateLogging', 'syncFeeds'];
    for (const may of beyond) expect(onlySystem(may)).toBe(true);
    expect(roles.filter(({ system }) => system).map(({ name }) => name)).toEqual(['system-admin']);
    expect([...(roleNamed('system-admin')?.permissions ?? [])]).toEqual(
      [...demanded].filter((may) => may !== 'public' && may !== 'signed-in').sort(),
    );
  });
});

const grant = (role: string, forAccount: string, group: string | null = null) => ({
  role,
  forAccount,
  group,
  since: new Date(0),
});

describe('auth: who runs the server', () => {
  it.each([
    ['the system role', 'admin', grant('system-admin', everywhere), true],
    ['full control of the admin account', 'admin', grant('full-control', adminAccount), true],
    ['the same through a group', 'admin', grant('full-control', adminAccount, 'g'), true],
    ['another role in the admin account', 'admin', grant('account-user-admin', adminAccount), false],
    ['full control of another account', 'admin', grant('full-control', 'team-a'), false],
    ['the system role for a user of another account', 'team-a', grant('system-admin', everywhere), false],
    ['the system role in one account', 'admin', grant('system-admin', 'admin'), false],
    ['full control of the admin account for a user of another', 'team-a', grant('full-control', adminAccount), false],
  ])('%s', (_what, home, held, expected) => {
    expect(isSystemAdmin([held], home)).toBe(expected);
  });

  it('roles add up in an account and nowhere else', () => {
    const held = [
      grant('policy-editor', 'team-a'),
      grant('registry-editor', 'team-a', 'g'),
      grant('full-control', 'team-b'),
    ];
    const may = permissionsIn('team-a', held, false);
    expect([may.has('createPolicy'), may.has('createRegistry'), may.has('createUser')]).toEqual([true, true, false]);
    expect(permissionsIn('team-c', held, false).size).toBe(0);
    expect(permissionsIn('team-a', [grant('system-admin', 'team-a'), grant('made-up', 'team-a')], false).size).toBe(0);
  });
});

describe('auth/roles: operation by operation', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    const done = async () => ({ status: 299 as never, body: undefined });
    const routes: readonly Route[] = operations.map((operation) => ({
      operation: { ...operation, ...bare },
      handle: done,
    }));
    app = await createServer({
      routes,
      db: undefined as never,
      log: silentLog,
      bodyLimit: 1_000,
      identify: async ({ headers }) => callerWith(String(headers['x-role'])),
    });
  });
  afterAll(() => app.close());

  it.each(roles.map(({ name }) => [name]))('%s', async (name) => {
    const role = roleNamed(name);
    const wrong: string[] = [];
    for (const operation of operations) {
      const open = operation.may === 'public' || operation.may === 'signed-in';
      const allowed = open || role?.permissions.includes(operation.may) === true;
      const { statusCode, body } = await app.inject(call(operation, name));
      const refusal = `Not authorized. Requires permissions: ${operation.may}`;
      const right = allowed ? statusCode === 299 : statusCode === 403 && JSON.parse(body).message === refusal;
      if (!right) wrong.push(`${operation.id}: ${statusCode}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Only the permission is looked at here: what else an operation wants of a request is left out. */
const bare = { params: undefined, query: undefined, body: undefined, form: undefined } as unknown as object;

function call({ method, path }: Operation, role: string) {
  return { method, url: `/v2${path.replace(/\{\w+\}/g, 'x')}`, headers: { 'x-role': role } } as const;
}

function callerWith(role: string): HttpCaller {
  const system = roleNamed(role)?.system === true;
  const home = system ? adminAccount : 'team-a';
  const grants = [grant(role, system ? everywhere : home)];
  const systemAdmin = isSystemAdmin(grants, home);
  const permissions = permissionsIn(home, grants, systemAdmin);
  return { userId: 'id', username: 'u', homeAccount: home, account: home, permissions, systemAdmin };
}

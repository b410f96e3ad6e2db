import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessServer, type As, accessServer, type TestPlatform, testPlatform } from '../../testing/index.ts';

describe('features/user-groups', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  let admin: As;
  let id: string;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform);
    await server.addUser('ann', 'team-a', ['account-user-admin']);
    await server.addUser('bob', 'team-b');
    admin = server.as('admin');
    const made = await admin('POST', '/system/user-groups', { body: { name: 'ops', description: 'on call' } });
    expect(made.status).toBe(201);
    id = (made.body as { group_uuid: string }).group_uuid;
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const path = (rest = '') => `/system/user-groups/${id}${rest}`;
  const status = async (username: string, account: string) =>
    (await server.as(username)('GET', '/rbac-manager/roles', { account })).status;

  it('reads, lists and describes', async () => {
    const group = { name: 'ops', description: 'on call', group_uuid: id, account_roles: { items: [] } };
    expect((await admin('GET', path())).body).toMatchObject(group);
    expect((await admin('GET', '/system/user-groups')).body).toMatchObject([group]);
    expect((await admin('GET', '/system/user-groups?user_group_name=none')).body).toEqual([]);
    expect((await admin('PATCH', path(), { body: { description: 'new' } })).body).toMatchObject({ description: 'new' });
  });

  it('gives its roles to its users, in the account of each role', async () => {
    expect(await status('bob', 'team-a')).toBe(404);
    const roles = [{ role: 'read-only' }, { role: 'policy-editor' }];
    const given = await admin('POST', path('/roles'), { body: { for_account: 'team-a', roles } });
    expect([given.status, given.body]).toMatchObject([
      201,
      {
        items: [
          { for_account: 'team-a', domain_name: 'team-a', roles: [{ role: 'policy-editor' }, { role: 'read-only' }] },
        ],
      },
    ]);
    expect((await admin('GET', path('/roles'))).body).toEqual(given.body);
    const users = await admin('POST', path('/users'), {
      body: { usernames: [{ username: 'bob' }, { username: 'ann' }] },
    });
    expect([users.status, users.body]).toEqual([
      201,
      { items: ['ann', 'bob'].map((username) => ({ username, added_on: '2026-01-02T03:04:05.000Z' })) },
    ]);
    expect((await admin('GET', path('/users'))).body).toEqual(users.body);
    expect(await status('bob', 'team-a')).toBe(200);
    expect(await status('bob', 'admin')).toBe(404);
    expect((await server.as('bob')('GET', '/my-user-groups')).body).toMatchObject([{ name: 'ops' }]);
    expect((await server.as('bob')('GET', '/rbac-manager/my-roles')).body).toMatchObject([
      { for_account: 'team-a', roles: { name: 'policy-editor' } },
      { for_account: 'team-a', roles: { name: 'read-only' } },
    ]);
    expect((await server.as('bob')('GET', '/user')).body).toMatchObject({
      unified_roles: [{ role_name: 'policy-editor', grant_type: 'group_membership', granter: 'ops' }, {}],
    });
  });

  it.each([
    ['contains_user=bob', 1],
    ['contains_user=admin', 0],
    ['contains_account=team-a', 1],
    ['contains_account=team-b', 0],
    ['user_group_name=ops&contains_user=bob', 1],
  ])('filters by %s', async (query, count) => {
    expect((await admin('GET', `/system/user-groups?${query}`)).body).toHaveLength(count);
  });

  it.each([
    ['POST', '', { name: 'ops' }, 409, 'GROUP_EXISTS'],
    ['POST', '', { name: '/' }, 400, 'SERVER_BAD_REQUEST'],
    ['GET', '/none', undefined, 404, 'GROUP_NOT_FOUND'],
    ['GET', '/00000000-0000-4000-8000-000000000000', undefined, 404, 'GROUP_NOT_FOUND'],
    ['DELETE', '/none', undefined, 404, 'GROUP_NOT_FOUND'],
    ['PATCH', '/ID', {}, 400, 'SERVER_BAD_REQUEST'],
    ['POST', '/ID/roles', { for_account: 'none', roles: [{ role: 'read-only' }] }, 404, 'ACCOUNT_NOT_FOUND'],
    ['POST', '/ID/roles', { for_account: 'team-a', roles: [{ role: 'none' }] }, 404, 'ROLE_NOT_FOUND'],
    ['POST', '/ID/roles', { for_account: 'admin', roles: [{ role: 'system-admin' }] }, 403, 'GROUP_SYSTEM_ROLE'],
    ['POST', '/ID/roles', { roles: [{ role: 'read-only' }] }, 400, 'SERVER_BAD_REQUEST'],
    ['POST', '/ID/roles', { for_account: 'team-a', roles: [] }, 400, 'SERVER_BAD_REQUEST'],
    ['DELETE', '/ID/roles', undefined, 400, 'SERVER_BAD_REQUEST'],
    ['DELETE', '/ID/roles?membership_id=team-b/read-only', undefined, 404, 'GROUP_ROLE_NOT_FOUND'],
    ['POST', '/ID/users', { usernames: [{ username: 'nobody' }] }, 404, 'USER_NOT_FOUND'],
    ['POST', '/ID/users', { usernames: [{}] }, 400, 'SERVER_BAD_REQUEST'],
    ['POST', '/ID/users', { usernames: [] }, 400, 'SERVER_BAD_REQUEST'],
    ['DELETE', '/ID/users?username=nobody', undefined, 404, 'USER_NOT_FOUND'],
    ['DELETE', '/ID/users', undefined, 400, 'SERVER_BAD_REQUEST'],
  ])('%s %s %j', async (method, rest, body, expected, code) => {
    const answer = await admin(method, `/system/user-groups${rest.replace('ID', id)}`, { body });
    expect(answer).toMatchObject({ status: expected, body: { error_type: code } });
  });

  it.each([
    ['GET', '', undefined],
    ['POST', '', { name: 'mine' }],
    ['GET', '/ID', undefined],
    ['PATCH', '/ID', { description: 'x' }],
    ['DELETE', '/ID', undefined],
    ['POST', '/ID/roles', { for_account: 'team-a', roles: [{ role: 'full-control' }] }],
    ['POST', '/ID/users', { usernames: [{ username: 'ann' }] }],
    ['DELETE', '/ID/roles?all_roles_for_account=team-a', undefined],
    ['DELETE', '/ID/users?username=bob', undefined],
  ])('nobody escalates through groups: %s %s', async (method, rest, body) => {
    const url = `/system/user-groups${rest.replace('ID', id)}`;
    expect((await server.as('ann')(method, url, { body })).status).toBe(403);
    expect((await server.with(undefined)(method, url, { body })).status).toBe(401);
  });

  it('full control of the admin account makes no system admin of a user of another account', async () => {
    await admin('POST', path('/roles'), { body: { domain_name: 'admin', roles: [{ role: 'full-control' }] } });
    const bob = server.as('bob');
    expect((await bob('GET', '/accounts', { account: 'admin' })).status).toBe(403);
    const body = { type: 'password', value: 'stolen-it' };
    expect((await bob('POST', '/accounts/admin/users/admin/credentials', { body })).status).toBe(403);
    expect(
      (
        await bob('POST', '/accounts/admin/users/admin/api-keys', {
          body: { name: 'x', expires_at: '2026-02-01T00:00:00Z' },
        })
      ).status,
    ).toBe(403);
    expect(
      (await bob('POST', '/rbac-manager/roles/full-control/members', { account: 'admin', body: { username: 'bob' } }))
        .status,
    ).toBe(403);
  });

  it('takes roles and users away', async () => {
    expect((await admin('DELETE', path('/roles?membership_id=team-a/read-only'))).status).toBe(204);
    expect(await status('bob', 'team-a')).toBe(403);
    expect((await admin('DELETE', path('/roles?all_roles_for_account=admin,team-a'))).status).toBe(204);
    expect(await status('bob', 'team-a')).toBe(404);
    expect((await admin('DELETE', path('/users?username=bob'))).status).toBe(204);
    expect((await server.as('bob')('GET', '/my-user-groups')).body).toEqual([]);
    expect((await admin('DELETE', path())).status).toBe(204);
    expect((await admin('GET', path())).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessServer, type As, accessServer, type TestPlatform, testPlatform } from '../../testing/index.ts';

describe('features/roles', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  let admin: As;
  let manager: As;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform);
    await server.addUser('manager', 'team-a', ['account-user-admin', 'read-only@team-b']);
    await server.addUser('ann', 'team-a');
    await server.addUser('guest', 'team-b', ['read-only@team-a']);
    await server.addUser('other', 'team-b', ['full-control']);
    await server.addUser('second', 'admin');
    await server.addUser('helper', 'admin', ['account-user-admin']);
    admin = server.as('admin');
    manager = server.as('manager');
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const members = (role: string) => `/rbac-manager/roles/${role}/members`;

  it('lists roles and tells their permissions', async () => {
    const listed = (await manager('GET', '/rbac-manager/roles')).body as { name: string }[];
    expect(listed.map(({ name }) => name)).toContain('policy-editor');
    expect((await manager('GET', '/rbac-manager/roles/read-only')).body).toMatchObject({
      name: 'read-only',
      immutable: true,
      permissions: expect.arrayContaining([{ action: 'listImages', target: '*' }]),
    });
    expect((await manager('GET', '/rbac-manager/roles/none')).body).toMatchObject({
      httpcode: 404,
      error_type: 'ROLE_NOT_FOUND',
    });
    expect((await server.as('ann')('GET', '/rbac-manager/roles')).status).toBe(403);
  });

  it('gives a role and takes it away', async () => {
    expect((await server.as('ann')('GET', '/rbac-manager/roles')).status).toBe(403);
    const given = await manager('POST', members('read-only'), { body: { username: 'ann', for_account: 'team-a' } });
    expect(given).toMatchObject({
      status: 200,
      body: { username: 'ann', for_account: 'team-a', created_at: '2026-01-02T03:04:05.000Z' },
    });
    expect((await manager('POST', members('read-only'), { body: { username: 'ann' } })).body).toEqual(given.body);
    expect((await manager('GET', `${members('read-only')}?domain_name=team-a`)).body).toEqual([
      { username: 'ann', domain_name: 'team-a', created_at: '2026-01-02T03:04:05.000Z' },
      expect.objectContaining({ username: 'guest', domain_name: 'team-a' }),
    ]);
    expect((await server.as('ann')('GET', '/rbac-manager/roles')).status).toBe(200);
    expect((await manager('GET', members('read-only'))).body).toMatchObject([
      { username: 'ann' },
      { username: 'guest' },
    ]);
    expect((await manager('GET', '/rbac-manager/users/ann/roles')).body).toMatchObject([
      { role: 'read-only', for_account: 'team-a' },
    ]);
    expect((await server.as('ann')('GET', '/rbac-manager/my-roles')).body).toMatchObject([
      { for_account: 'team-a', roles: { name: 'read-only' }, account: { name: 'team-a' } },
    ]);
    const path = `${members('read-only')}?username=ann&for_account=team-a`;
    expect((await manager('DELETE', path)).status).toBe(204);
    expect((await manager('DELETE', path)).body).toMatchObject({ httpcode: 404, error_type: 'ROLE_MEMBER_NOT_FOUND' });
    expect((await server.as('ann')('GET', '/rbac-manager/roles')).status).toBe(403);
  });

  it.each([
    ['a role that is not there', 'none', { username: 'ann' }, 404, 'ROLE_NOT_FOUND'],
    ['a user that is not there', 'read-only', { username: 'nobody' }, 404, 'USER_NOT_FOUND'],
    ['a user of another account', 'read-only', { username: 'other' }, 404, 'USER_NOT_FOUND'],
    ['another account', 'read-only', { username: 'ann', for_account: 'team-b' }, 403, 'SERVER_NOT_AUTHORIZED'],
    [
      'another account by its other word',
      'read-only',
      { username: 'ann', domain_name: 'team-b' },
      403,
      'SERVER_NOT_AUTHORIZED',
    ],
    ['the admin account', 'full-control', { username: 'ann', for_account: 'admin' }, 403, 'SERVER_NOT_AUTHORIZED'],
    ['the account *', 'full-control', { username: 'ann', for_account: '*' }, 403, 'SERVER_NOT_AUTHORIZED'],
    ['the system role', 'system-admin', { username: 'ann' }, 403, 'ROLE_SYSTEM_ONLY'],
    [
      'the system role for oneself',
      'system-admin',
      { username: 'manager', for_account: 'team-a' },
      403,
      'ROLE_SYSTEM_ONLY',
    ],
    [
      'two accounts',
      'read-only',
      { username: 'ann', for_account: 'team-a', domain_name: 'b' },
      400,
      'SERVER_BAD_REQUEST',
    ],
    ['no user', 'read-only', {}, 400, 'SERVER_BAD_REQUEST'],
  ])('a user admin cannot give %s', async (_what, role, body, status, code) => {
    const before = await platform.db.selectFrom('role_member').selectAll().execute();
    expect(await manager('POST', members(role), { body })).toMatchObject({ status, body: { error_type: code } });
    expect(await platform.db.selectFrom('role_member').selectAll().execute()).toEqual(before);
  });

  it('the header does not widen what a user admin may give', async () => {
    const body = { username: 'manager', for_account: 'team-b' };
    expect((await manager('POST', members('full-control'), { body, account: 'team-b' })).body).toMatchObject({
      httpcode: 403,
      error_type: 'SERVER_NOT_AUTHORIZED',
    });
  });

  it.each([
    ['GET', `${members('read-only')}?for_account=team-b`, 403],
    ['GET', '/rbac-manager/users/ann/roles?for_account=team-b', 403],
    ['GET', '/rbac-manager/users/other/roles', 404],
    ['GET', '/rbac-manager/users/guest/roles', 200],
    ['DELETE', `${members('full-control')}?username=other&for_account=team-b`, 403],
    ['DELETE', `${members('system-admin')}?username=admin`, 403],
    ['DELETE', members('read-only'), 400],
  ])('a user admin of team-a: %s %s is %s', async (method, path, status) => {
    expect((await manager(method, path)).status).toBe(status);
  });

  it('only roles of the account are told of a guest', async () => {
    expect((await manager('GET', '/rbac-manager/users/guest/roles')).body).toMatchObject([{ for_account: 'team-a' }]);
  });

  it('a user admin of the admin account cannot make system admins', async () => {
    const helper = server.as('helper');
    for (const [role, body] of [
      ['full-control', { username: 'helper' }],
      ['full-control', { username: 'second', for_account: 'admin' }],
      ['system-admin', { username: 'helper' }],
    ] as const)
      expect((await helper('POST', members(role), { body })).status).toBe(403);
    expect((await helper('GET', '/accounts')).status).toBe(403);
  });

  it('a system admin gives any role anywhere, the system role to users of the admin account only', async () => {
    const give = (role: string, body: object) => admin('POST', members(role), { body });
    expect((await give('policy-editor', { username: 'other', for_account: 'team-a' })).status).toBe(200);
    expect((await give('read-only', { username: 'ann', for_account: 'none' })).body).toMatchObject({
      error_type: 'ACCOUNT_NOT_FOUND',
    });
    expect((await give('system-admin', { username: 'ann' })).body).toMatchObject({ error_type: 'ROLE_SYSTEM_ONLY' });
    expect((await server.as('second')('GET', '/accounts')).status).toBe(403);
    expect((await give('system-admin', { username: 'second' })).body).toMatchObject({ for_account: '*' });
    expect((await server.as('second')('GET', '/accounts')).status).toBe(200);
    expect((await admin('DELETE', `${members('system-admin')}?username=second`)).status).toBe(204);
    expect((await admin('DELETE', `${members('system-admin')}?username=admin`)).body).toMatchObject({
      error_type: 'ROLE_PROTECTED',
    });
    expect((await admin('GET', '/rbac-manager/users/other/roles?role=policy-editor')).body).toMatchObject([
      { role: 'policy-editor', for_account: 'team-a' },
    ]);
  });
});

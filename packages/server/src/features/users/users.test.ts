import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessServer,
  type As,
  accessServer,
  basic,
  type TestPlatform,
  testPlatform,
} from '../../testing/index.ts';

describe('features/users', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  let admin: As;
  let manager: As;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform);
    await server.addUser('manager', 'team-a', ['account-user-admin']);
    await server.addUser('worker', 'team-a', ['read-write']);
    await server.addUser('bridge', 'team-a', ['read-only', 'full-control@team-b']);
    await server.addUser('other', 'team-b', ['full-control']);
    await server.addUser('helper', 'admin', ['account-user-admin']);
    admin = server.as('admin');
    manager = server.as('manager');
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const credential = (value: string) => ({ type: 'password', value });

  it('makes a user who can sign in, and lists them', async () => {
    const body = { username: 'new.user@a', password: 'eight ch', strange: 1 };
    const made = await manager('POST', '/accounts/team-a/users', { body });
    expect(made).toMatchObject({
      status: 200,
      body: {
        username: 'new.user@a',
        account_name: 'team-a',
        type: 'native',
        source: null,
        idp_name: null,
        password_last_updated: '2026-01-02T03:04:05.000Z',
      },
    });
    expect((await server.with(basic('new.user@a', 'eight ch'))('GET', '/user')).body).toMatchObject({
      username: 'new.user@a',
      unified_roles: [],
    });
    const names = ['bridge', 'manager', 'new.user@a', 'worker'];
    const listed = (await manager('GET', '/accounts/team-a/users')).body as { username: string }[];
    expect(listed.map(({ username }) => username)).toEqual(names);
    expect(server.trail.at(-1)).toMatchObject({
      operation: 'create_user',
      resource: { type: 'account_name', id: 'team-a' },
    });
    expect(JSON.stringify(server.trail)).not.toContain('eight');
  });

  it('tells roles only of the account that the call is about', async () => {
    const { body } = await manager('GET', '/accounts/team-a/users-with-roles');
    expect(body).toMatchObject({ total_rows: expect.any(Number) });
    const { items } = body as { items: { username: string; unified_roles: object[] }[] };
    expect(items.find(({ username }) => username === 'bridge')?.unified_roles).toEqual([
      { role_name: 'read-only', domain_name: 'team-a', grant_type: 'direct', granted_at: expect.any(String) },
    ]);
    expect((await admin('GET', '/accounts/team-a/users/bridge')).body).toMatchObject({
      unified_roles: [{ domain_name: 'team-a' }, { domain_name: 'team-b' }],
    });
    expect((await admin('GET', '/accounts/users')).body).toMatchObject({ total_rows: 7 });
  });

  it.each([
    ['a name that is taken', { username: 'other' }, 400, 'USER_EXISTS'],
    ['a name with a slash', { username: 'a/b' }, 400, 'SERVER_BAD_REQUEST'],
    ['a short password', { username: 'new2', password: '1234567' }, 400, 'USER_PASSWORD_LENGTH'],
    ['a long password', { username: 'new2', password: 'x'.repeat(129) }, 400, 'USER_PASSWORD_LENGTH'],
    ['a password that is a number', { username: 'new2', password: 12345678 }, 400, 'SERVER_BAD_REQUEST'],
    ['a type that comes later', { username: 'new2', user_type: 'saml' }, 400, 'USER_TYPE_UNSUPPORTED'],
    ['no name', {}, 400, 'SERVER_BAD_REQUEST'],
    ['a name with a NUL', { username: 'a\0bc' }, 400, 'SERVER_BAD_REQUEST'],
  ])('refuses %s', async (_what, body, status, code) => {
    expect(await manager('POST', '/accounts/team-a/users', { body })).toMatchObject({
      status,
      body: { error_type: code },
    });
  });

  it('a password of emoji is counted as people count', async () => {
    const body = { username: 'emoji', password: '🔒'.repeat(8) };
    expect((await manager('POST', '/accounts/team-a/users', { body })).status).toBe(200);
    expect((await server.with(basic('emoji', '🔒'.repeat(8)))('GET', '/user')).status).toBe(200);
  });

  it('passwords are set, read as a date only, and taken away', async () => {
    const path = '/accounts/team-a/users/worker/credentials';
    platform.setTime('2026-01-02T04:00:00Z');
    const set = await manager('POST', path, { body: credential('a new password') });
    expect([set.status, set.body]).toEqual([
      200,
      { type: 'password', value: '********', created_at: '2026-01-02T04:00:00.000Z' },
    ]);
    expect((await manager('GET', path)).body).toEqual([set.body]);
    expect((await server.as('worker')('GET', '/user')).status).toBe(401);
    const worker = server.with(basic('worker', 'a new password'));
    expect((await worker('GET', '/user/credentials')).body).toEqual([set.body]);
    expect((await worker('POST', '/user/credentials', { body: credential('worker-password') })).status).toBe(200);
    expect((await server.as('worker')('GET', '/user')).status).toBe(200);
    expect((await manager('DELETE', path)).status).toBe(400);
    expect((await manager('DELETE', `${path}?credential_type=password`)).status).toBe(204);
    expect((await manager('GET', path)).body).toEqual([]);
    expect((await server.as('worker')('GET', '/user')).status).toBe(401);
  });

  it.each([
    ['GET', '/accounts/team-b/users', undefined, 404, 'ACCOUNT_NOT_FOUND'],
    ['GET', '/accounts/team-b/users-with-roles', undefined, 404, 'ACCOUNT_NOT_FOUND'],
    ['POST', '/accounts/team-b/users', { username: 'spy', password: 'password' }, 404, 'ACCOUNT_NOT_FOUND'],
    ['GET', '/accounts/team-b/users/other', undefined, 404, 'ACCOUNT_NOT_FOUND'],
    ['GET', '/accounts/team-a/users/other', undefined, 404, 'USER_NOT_FOUND'],
    ['DELETE', '/accounts/team-a/users/other', undefined, 404, 'USER_NOT_FOUND'],
    ['DELETE', '/accounts/team-b/users/other', undefined, 404, 'ACCOUNT_NOT_FOUND'],
    ['POST', '/accounts/team-b/users/other/credentials', credential('stolen-it'), 404, 'ACCOUNT_NOT_FOUND'],
    ['POST', '/accounts/team-a/users/other/credentials', credential('stolen-it'), 404, 'USER_NOT_FOUND'],
    ['POST', '/accounts/admin/users/admin/credentials', credential('stolen-it'), 404, 'ACCOUNT_NOT_FOUND'],
    ['POST', '/accounts/team-a/users/bridge/credentials', credential('stolen-it'), 403, 'SERVER_NOT_AUTHORIZED'],
    [
      'DELETE',
      '/accounts/team-a/users/bridge/credentials?credential_type=password',
      undefined,
      403,
      'SERVER_NOT_AUTHORIZED',
    ],
    ['POST', '/accounts/team-a/users/none/credentials', credential('stolen-it'), 404, 'USER_NOT_FOUND'],
  ])('a user admin of team-a: %s %s', async (method, path, body, status, code) => {
    const account = path.split('/')[2] ?? '';
    expect(await manager(method, path, { body })).toMatchObject({ status, body: { error_type: code } });
    expect((await manager(method, path, { body, account })).status).toBe(status);
  });

  it.each([
    ['POST', '/accounts/admin/users', { username: 'spy', password: 'password' }],
    ['POST', '/accounts/admin/users/admin/credentials', credential('stolen-it')],
    ['DELETE', '/accounts/admin/users/admin', undefined],
  ])('a user admin of the admin account is no system admin: %s %s', async (method, path, body) => {
    expect(await server.as('helper')(method, path, { body })).toMatchObject({
      status: 403,
      body: { error_type: 'SERVER_NOT_AUTHORIZED' },
    });
  });

  it('the admin can do all that, except losing the one who can always sign in', async () => {
    const body = credential('bridge-password');
    expect((await admin('POST', '/accounts/team-a/users/bridge/credentials', { body })).status).toBe(200);
    expect((await admin('DELETE', '/accounts/admin/users/admin')).body).toMatchObject({ error_type: 'USER_PROTECTED' });
    expect((await admin('DELETE', '/accounts/admin/users/admin/credentials?credential_type=password')).status).toBe(
      403,
    );
    expect((await admin('GET', '/accounts/none/users')).body).toMatchObject({ error_type: 'ACCOUNT_NOT_FOUND' });
  });

  it('whoever may not manage users manages none', async () => {
    await admin('POST', '/accounts/team-a/users/worker/credentials', { body: credential('worker-password') });
    const worker = server.as('worker');
    expect((await worker('GET', '/accounts/team-a/users')).status).toBe(403);
    expect((await worker('POST', '/accounts/team-a/users', { body: { username: 'spy' } })).status).toBe(403);
    expect((await worker('GET', '/user')).body).toMatchObject({
      username: 'worker',
      unified_roles: [{ role_name: 'read-write', domain_name: 'team-a' }],
    });
  });

  it('a deleted user is gone with keys and roles', async () => {
    expect((await manager('DELETE', '/accounts/team-a/users/emoji')).status).toBe(204);
    expect((await manager('GET', '/accounts/team-a/users/emoji')).status).toBe(404);
    expect((await manager('DELETE', '/accounts/team-a/users/emoji')).status).toBe(404);
  });
});

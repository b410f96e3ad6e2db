import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessServer,
  type As,
  accessServer,
  basic,
  type TestPlatform,
  testPlatform,
} from '../../testing/index.ts';

describe('features/api-keys', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  let ann: As;
  let manager: As;
  let annId: string;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform);
    annId = await server.addUser('ann', 'team-a', ['read-only']);
    await server.addUser('manager', 'team-a', ['account-user-admin']);
    await server.addUser('bridge', 'team-a', ['read-only@team-b']);
    await server.addUser('other', 'team-b', ['full-control']);
    ann = server.as('ann');
    manager = server.as('manager');
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const key = (name: string, expires_at = '2026-03-01T00:00:00Z') => ({ name, expires_at });
  const withKey = (value: unknown) => server.with(basic('_api_key', String(value)));

  it('a key is shown once, signs in as its user, and is stored as a hash', async () => {
    const made = await ann('POST', '/user/api-keys', { body: { ...key('ci'), description: 'for pipelines' } });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'ci',
        description: 'for pipelines',
        expires_at: '2026-03-01T00:00:00Z',
        created_at: '2026-01-02T03:04:05.000Z',
        status: 'active',
        value: expect.stringMatching(/^gantry_[\w-]{43}$/),
      },
    });
    expect(made.headers['cache-control']).toBe('no-store');
    const { value, ...rest } = made.body as { value: string };
    expect((await withKey(value)('GET', '/user')).body).toMatchObject({ username: 'ann' });
    expect((await ann('GET', '/user/api-keys')).body).toEqual({ items: [rest] });
    expect((await ann('GET', '/user/api-keys/ci')).body).toEqual(rest);
    expect(JSON.stringify(await platform.db.selectFrom('api_key').selectAll().execute())).not.toContain(value);
    expect((await withKey(`${value}x`)('GET', '/user')).status).toBe(401);
  });

  it('a revoked key, an expired one and a deleted one sign nobody in', async () => {
    const value = async (name: string) =>
      ((await ann('POST', '/user/api-keys', { body: key(name) })).body as { value: string }).value;
    const [revoked, expired, deleted] = [await value('revoked'), await value('expired'), await value('deleted')];
    expect((await ann('PATCH', '/user/api-keys/revoked', { body: { status: 'revoked' } })).body).toMatchObject({
      name: 'revoked',
      status: 'revoked',
      expires_at: '2026-03-01T00:00:00Z',
    });
    expect((await withKey(revoked)('GET', '/user')).status).toBe(401);
    expect((await ann('DELETE', '/user/api-keys/deleted')).status).toBe(204);
    expect((await withKey(deleted)('GET', '/user')).status).toBe(401);
    expect((await withKey(expired)('GET', '/user')).status).toBe(200);
    platform.setTime('2026-03-01T00:00:00Z');
    expect((await withKey(expired)('GET', '/user')).status).toBe(401);
    expect((await ann('GET', '/user/api-keys/expired')).body).toMatchObject({ status: 'expired' });
    expect((await ann('GET', '/user/api-keys/revoked')).body).toMatchObject({ status: 'revoked' });
    platform.setTime('2026-01-02T03:04:05Z');
  });

  it.each([
    ['a name twice', key('ci'), 400, 'APIKEY_EXISTS'],
    ['an empty name', key(''), 400, 'APIKEY_NAME'],
    ['a line break', key('a\nb'), 400, 'APIKEY_NAME'],
    ['the past', key('x', '2026-01-01T00:00:00Z'), 400, 'APIKEY_EXPIRY'],
    ['more than a year', key('x', '2027-01-03T03:04:05Z'), 400, 'APIKEY_EXPIRY'],
    ['no time at all', key('x', 'soon'), 400, 'APIKEY_EXPIRY'],
    ['a bare number', key('x', '2026'), 400, 'APIKEY_EXPIRY'],
    ['a NUL in the description', { ...key('nul'), description: 'a\0b' }, 400, 'SERVER_BAD_REQUEST'],
    ['no expiry', { name: 'x' }, 400, 'SERVER_BAD_REQUEST'],
  ])('refuses %s', async (_what, body, status, code) => {
    expect(await ann('POST', '/user/api-keys', { body })).toMatchObject({ status, body: { error_type: code } });
  });

  it('365 days are allowed, also by a clock that is a little ahead', async () => {
    const made = await ann('POST', '/user/api-keys', { body: key('year', '2027-01-02T03:10:00+00:00') });
    expect(made.body).toMatchObject({ expires_at: '2027-01-02T03:10:00Z' });
  });

  it('renames and describes', async () => {
    const body = { name: 'renamed', description: 'new words' };
    expect((await ann('PATCH', '/user/api-keys/year', { body })).body).toMatchObject(body);
    expect((await ann('PATCH', '/user/api-keys/renamed', { body: { name: 'ci' } })).body).toMatchObject({
      httpcode: 400,
      error_type: 'APIKEY_EXISTS',
    });
    expect((await ann('PATCH', '/user/api-keys/year', { body })).status).toBe(404);
    expect((await ann('DELETE', '/user/api-keys/year')).status).toBe(404);
    expect((await ann('GET', '/user/api-keys/year')).body).toMatchObject({ error_type: 'APIKEY_NOT_FOUND' });
    expect((await ann('PATCH', '/user/api-keys/ci', { body: { status: 'active' } })).status).toBe(400);
  });

  it('a user has a hundred keys at most, also when they are asked for at once', async () => {
    const { length } = ((await ann('GET', '/user/api-keys')).body as { items: unknown[] }).items;
    const rows = Array.from({ length: 95 - length }, (_, i) => ({
      id: crypto.randomUUID(),
      user_id: annId,
      name: `filler-${i}`,
      hash: `filler-${i}`,
      expires_at: '2026-02-01T00:00:00Z',
    }));
    await platform.db.insertInto('api_key').values(rows).execute();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => ann('POST', '/user/api-keys', { body: key(`more-${i}`) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(201), ...Array(5).fill(400)]);
  });

  it('a user admin manages the keys of users of the account', async () => {
    const path = '/accounts/team-a/users/manager/api-keys';
    const made = await manager('POST', path, { body: key('k') });
    expect(made.status).toBe(201);
    expect((await manager('GET', path)).body).toMatchObject({ items: [{ name: 'k' }] });
    expect((await manager('GET', `${path}/k`)).status).toBe(200);
    expect((await manager('PATCH', `${path}/k`, { body: { status: 'revoked' } })).body).toMatchObject({
      status: 'revoked',
    });
    expect((await manager('DELETE', `${path}/k`)).status).toBe(204);
    expect((await manager('GET', `${path}/k`)).status).toBe(404);
    expect((await ann('GET', path)).status).toBe(403);
  });

  it.each([
    ['GET', '/accounts/team-b/users/other/api-keys', 404],
    ['POST', '/accounts/team-b/users/other/api-keys', 404],
    ['GET', '/accounts/team-a/users/other/api-keys', 404],
    ['POST', '/accounts/team-a/users/bridge/api-keys', 403],
    ['PATCH', '/accounts/team-a/users/bridge/api-keys/x', 403],
    ['DELETE', '/accounts/team-a/users/bridge/api-keys/x', 403],
    ['POST', '/accounts/admin/users/admin/api-keys', 404],
  ])('%s %s is out of reach for a user admin of team-a', async (method, path, status) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : key('stolen');
    expect((await manager(method, path, { body })).status).toBe(status);
  });
});

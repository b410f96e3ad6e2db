import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessServer, accessServer, type TestPlatform, testPlatform } from '../../testing/index.ts';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

describe('features/oauth', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform);
    for (const name of ['ann', 'bob', 'cleo']) await server.addUser(name, 'team-a', ['read-only']);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const nobody: ReturnType<AccessServer['with']> = (...call) => server.with(undefined)(...call);
  const token = (form: Record<string, string>) => nobody('POST', '/oauth/token', { form });
  const sign = async (username: string) => {
    const form = { grant_type: 'password', username, password: `${username}-password`, client_id: 'anonymous' };
    return (await token(form)).body as Tokens;
  };
  const user = async (value: string) => (await server.with(`Bearer ${value}`)('GET', '/user')).status;

  it('hands out tokens for a password and takes them for a sign-in', async () => {
    const answer = await token({ username: 'ann', password: 'ann-password' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 3600,
        access_token: expect.any(String),
        refresh_token: expect.any(String),
      },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await user((answer.body as Tokens).access_token)).toBe(200);
    expect(await user((answer.body as Tokens).refresh_token)).toBe(401);
  });

  it('takes no more than a form from somebody unknown', async () => {
    const form = { grant_type: 'password', username: 'ann', password: 'x'.repeat(70_000) };
    expect((await token(form)).status).toBe(413);
  });

  it('a token ends after an hour and is renewed for a day', async () => {
    platform.setTime('2026-01-02T03:04:05Z');
    const tokens = await sign('ann');
    platform.setTime('2026-01-02T04:04:06Z');
    expect(await user(tokens.access_token)).toBe(401);
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    expect(renewed.body).toMatchObject({ refresh_token: tokens.refresh_token, expires_in: 3600 });
    expect(await user((renewed.body as Tokens).access_token)).toBe(200);
    platform.setTime('2026-01-03T03:04:06Z');
    expect((await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(400);
  });

  it('revoking the refresh token ends both, and no other sign-in', async () => {
    const [one, two] = [await sign('ann'), await sign('ann')];
    const answer = await nobody('POST', '/oauth/revoke', {
      form: { token: one.refresh_token, token_type_hint: 'refresh_token' },
    });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await user(one.access_token)).toBe(401);
    expect((await token({ grant_type: 'refresh_token', refresh_token: one.refresh_token })).status).toBe(400);
    expect(await user(two.access_token)).toBe(200);
    expect((await nobody('POST', '/oauth/revoke', { form: { token: 'whatever' } })).status).toBe(200);
    expect((await nobody('POST', '/oauth/revoke', { form: {} })).status).toBe(400);
    await server.signIn.tidy();
    expect(await user(one.access_token)).toBe(401);
  });

  it('a changed password and a deleted user end all tokens', async () => {
    const [bob, cleo] = [await sign('bob'), await sign('cleo')];
    await server.as('bob')('POST', '/user/credentials', { body: { type: 'password', value: 'new-password' } });
    expect(await user(bob.access_token)).toBe(401);
    expect((await token({ grant_type: 'refresh_token', refresh_token: bob.refresh_token })).status).toBe(400);
    expect(await user(cleo.access_token)).toBe(200);
    await platform.db.deleteFrom('gantry_user').where('username', '=', 'cleo').execute();
    platform.setTime(new Date(platform.clock.now().getTime() + 2_001).toISOString());
    expect(await user(cleo.access_token)).toBe(401);
  });

  it.each([
    ['a wrong password', { username: 'ann', password: 'wrong' }, 'OAUTH_INVALID_GRANT'],
    ['an unknown user', { username: 'nobody', password: 'wrong' }, 'OAUTH_INVALID_GRANT'],
    ['a token that is none', { grant_type: 'refresh_token', refresh_token: 'x' }, 'OAUTH_INVALID_GRANT'],
    ['no password', { username: 'ann' }, 'OAUTH_INVALID_REQUEST'],
    ['no refresh token', { grant_type: 'refresh_token' }, 'OAUTH_INVALID_REQUEST'],
    ['another grant', { grant_type: 'client_credentials' }, 'OAUTH_UNSUPPORTED_GRANT'],
  ])('refuses %s', async (_what, form, code) => {
    expect(await token(form)).toMatchObject({
      status: 400,
      body: { error_type: code, error: expect.stringMatching(/^(invalid|unsupported)_/) },
    });
  });

  it('takes forms only', async () => {
    expect((await nobody('POST', '/oauth/token', { body: { username: 'ann', password: 'ann-password' } })).status).toBe(
      415,
    );
  });

  it('failures here count like those elsewhere', async () => {
    await server.addUser('dan', 'team-a');
    for (let i = 0; i < 5; i += 1) await token({ username: 'dan', password: 'wrong' });
    expect((await token({ username: 'dan', password: 'dan-password' })).body).toMatchObject({
      error_type: 'AUTH_LOCKED',
    });
    expect((await server.as('dan')('GET', '/user')).status).toBe(429);
  });

  it('the signing key is kept sealed', async () => {
    const row = await platform.db
      .selectFrom('setting')
      .selectAll()
      .where('key', '=', 'auth.token_key')
      .executeTakeFirst();
    expect(row?.value).toMatch(/^sealed\(auth.token_key\):/);
  });
});

import { operation } from '@gantry/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reply, route } from '../kernel/http/index.ts';
import { createLog, silentLog } from '../kernel/log/index.ts';
import { type AccessServer, accessServer, basic, type TestPlatform, testPlatform } from '../testing/index.ts';
import { createAuthenticator, ensureAdmin } from './index.ts';

const whoami = operation({
  id: 'whoami',
  method: 'GET',
  path: '/whoami',
  tag: 'Test',
  may: 'signed-in',
  since: '0.2',
  summary: 'Who calls',
  replies: { 200: z.object({ username: z.string(), account: z.string(), home: z.string(), permissions: z.number() }) },
  problems: [],
});
const look = operation({ ...whoami, id: 'look', path: '/look', may: 'listImages' });
const answers = [whoami, look].map((one) =>
  route(one, async ({ caller }) => {
    const { username, account, homeAccount: home, permissions } = caller;
    return reply(one, 200, { username, account, home, permissions: permissions.size });
  }),
);

describe('auth: signing in', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform, answers);
    await server.addUser('ann', 'team-a', ['read-only', 'read-only@team-b']);
    await server.addUser('bob', 'team-b');
    await server.addUser('dora', 'team-a', ['read-write']);
    await platform.db.insertInto('account').values({ name: 'off', type: 'user', state: 'disabled' }).execute();
    await server.addUser('ann-off', 'off', ['full-control']);
    await server.addUser('eve', 'team-a', ['read-only@off']);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });
  let hour = 0;
  // Each test an hour later: failures of one are no failures of the next.
  beforeEach(() => {
    hour += 1;
    platform.setTime(new Date(Date.UTC(2026, 1, 1, hour)).toISOString());
  });

  const code = ({ status, body }: { status: number; body: unknown }) => [
    status,
    (body as { error_type?: string }).error_type,
  ];

  it.each([
    ['no header', undefined, 'AUTH_REQUIRED'],
    ['a wrong password', basic('ann', 'wrong'), 'AUTH_REFUSED'],
    ['an unknown user', basic('nobody', 'wrong'), 'AUTH_REFUSED'],
    ['a NUL', basic('ann\0', 'x'), 'AUTH_REFUSED'],
    ['no colon', `Basic ${Buffer.from('ann').toString('base64')}`, 'AUTH_REFUSED'],
    ['no base64', 'Basic ###', 'AUTH_REFUSED'],
    ['another scheme', 'Digest abc', 'AUTH_REFUSED'],
    ['a wrong key', basic('_api_key', 'gantry_x'), 'AUTH_REFUSED'],
    ['a token that is none', 'Bearer abc.def.ghi', 'AUTH_REFUSED'],
    ['a token without signature', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`, 'AUTH_REFUSED'],
  ])('%s is 401 and asks for Basic', async (_what, header, expected) => {
    const answer = await server.with(header)('GET', '/whoami');
    expect(code(answer)).toEqual([401, expected]);
    expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="/);
  });

  it('a user name and password', async () => {
    expect((await server.as('ann')('GET', '/whoami')).body).toMatchObject({
      username: 'ann',
      account: 'team-a',
      home: 'team-a',
    });
    expect((await server.as('ann')('GET', '/look')).status).toBe(200);
  });

  it('a missing permission is named', async () => {
    const { body } = await server.as('bob')('GET', '/look');
    expect(body).toMatchObject({ httpcode: 403, message: 'Not authorized. Requires permissions: listImages' });
  });

  it.each([
    ['one with a role there', 'ann', 'team-b', 200, undefined],
    ['one without a role there', 'bob', 'team-a', 404, 'ACCOUNT_NOT_FOUND'],
    ['one that is not there', 'ann', 'team-z', 404, 'ACCOUNT_NOT_FOUND'],
    ['one that is disabled', 'eve', 'off', 403, 'ACCOUNT_DISABLED'],
    ['one that is not there, for the admin', 'admin', 'team-z', 404, 'ACCOUNT_NOT_FOUND'],
    ['any, for the admin', 'admin', 'team-b', 200, undefined],
    ['no name at all', 'ann', '', 200, undefined],
  ])('switching to an account: %s', async (_what, username, account, status, expected) => {
    expect(code(await server.as(username)('GET', '/look', { account }))).toEqual([status, expected]);
  });

  it('an account that is not there and one without a role look alike', async () => {
    const look = async (account: string) =>
      (await server.as('bob')('GET', '/look', { account })).text.replaceAll(account, 'X');
    expect(await look('team-a')).toBe(await look('team-z'));
    expect(await look('team-a')).toContain('User account not found');
  });

  it('users of a disabled account are refused, and only those who know the password learn why', async () => {
    expect(code(await server.as('ann-off')('GET', '/whoami'))).toEqual([403, 'ACCOUNT_DISABLED']);
    expect(code(await server.with(basic('ann-off', 'wrong'))('GET', '/whoami'))).toEqual([401, 'AUTH_REFUSED']);
  });

  it.each(['dora', 'nobody-at-all'])(
    'five failures lock %s for 300 seconds, with the right password too',
    async (name) => {
      const wrong = server.with(basic(name, 'wrong'));
      for (let i = 0; i < 5; i += 1) expect(code(await wrong('GET', '/whoami'))).toEqual([401, 'AUTH_REFUSED']);
      const locked = await server.as(name)('GET', '/whoami');
      expect(code(locked)).toEqual([429, 'AUTH_LOCKED']);
      expect(locked.headers['retry-after']).toBe('300');
      platform.setTime(new Date(platform.clock.now().getTime() + 301_000).toISOString());
      expect((await server.as(name)('GET', '/whoami')).status).toBe(name === 'dora' ? 200 : 401);
    },
  );

  it('a lock holds for guesses that are made at once', async () => {
    await server.addUser('fay', 'team-a');
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) => server.with(basic('fay', `guess-${i}`))('GET', '/whoami')),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([...Array(5).fill(401), ...Array(7).fill(429)]);
  });

  it('a success forgets the failures before it', async () => {
    await server.addUser('gus', 'team-a');
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1) await server.with(basic('gus', 'wrong'))('GET', '/whoami');
      platform.setTime(new Date(platform.clock.now().getTime() + 61_000).toISOString());
      expect((await server.as('gus')('GET', '/whoami')).status).toBe(200);
    }
  });

  it('a changed password holds at once', async () => {
    await server.addUser('hal', 'team-a');
    for (let i = 0; i < 3; i += 1) expect((await server.as('hal')('GET', '/whoami')).status).toBe(200);
    const body = { type: 'password', value: 'another-password' };
    expect((await server.as('hal')('POST', '/user/credentials', { body })).status).toBe(200);
    expect((await server.as('hal')('GET', '/whoami')).status).toBe(401);
    expect((await server.with(basic('hal', 'another-password'))('GET', '/whoami')).status).toBe(200);
  });

  it('an address that fails a hundred times is not looked at for a while', async () => {
    const from = await accessServer(platform, answers);
    for (let i = 0; i < 100; i += 1) await from.with(basic('_api_key', `wrong-${i}`))('GET', '/whoami');
    expect(code(await from.as('ann')('GET', '/whoami'))).toEqual([429, 'AUTH_TOO_MANY_FAILURES']);
    expect(code(await from.with(undefined)('GET', '/whoami'))).toEqual([401, 'AUTH_REQUIRED']);
    platform.setTime(new Date(platform.clock.now().getTime() + 301_000).toISOString());
    expect((await from.as('ann')('GET', '/whoami')).status).toBe(200);
    await from.close();
  });

  it('keys and tokens pass where passwords are not looked at, and guesses made at once are counted', async () => {
    await server.addUser('kim', 'team-a');
    const body = { name: 'k', expires_at: '2026-03-01T00:00:00Z' };
    const { value } = (await server.as('kim')('POST', '/user/api-keys', { body })).body as { value: string };
    const from = await accessServer(platform, answers);
    const person = await from.signIn.byPassword('kim', 'kim-password', '192.0.2.7');
    const { access } = await from.signIn.tokens.issue(person);
    const guesses = Array.from({ length: 130 }, (_, i) => from.with(basic(`nobody-${i}`, 'wrong'))('GET', '/whoami'));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    expect((await from.with(basic('_api_key', value))('GET', '/whoami')).status).toBe(200);
    expect((await from.with(`Bearer ${access}`)('GET', '/whoami')).status).toBe(200);
    expect(code(await from.with(basic('_api_key', 'wrong'))('GET', '/whoami'))).toEqual([
      429,
      'AUTH_TOO_MANY_FAILURES',
    ]);
    await from.close();
    // A hundred passwords, one after another: argon2 takes its time on a busy machine.
  }, 60_000);

  it('an address that is shut out learns nothing from what is remembered', async () => {
    const { identify } = createAuthenticator({ ...platform, log: silentLog });
    const attempt = (name: string, password: string, address: string) =>
      identify({ authorization: basic(name, password), account: undefined, address });
    for (let i = 0; i < 100; i += 1) await attempt('_api_key', `wrong-${i}`, '192.0.2.8').catch(() => undefined);
    expect((await attempt('dora', 'dora-password', '192.0.2.9')).username).toBe('dora');
    await expect(attempt('dora', 'dora-password', '192.0.2.8')).rejects.toMatchObject({
      code: 'AUTH_TOO_MANY_FAILURES',
    });
  });

  it('refused sign-ins are told to the log, with the name and never the password', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', to: { write: (line) => void lines.push(line) } });
    const { identify } = createAuthenticator({ ...platform, log });
    const attempt = (authorization: string) =>
      identify({ authorization, account: undefined, address: '192.0.2.1' }).catch(() => undefined);
    await attempt(basic('ann', 'my-wrong-guess'));
    await attempt(basic('_api_key', 'gantry_my-wrong-guess'));
    await attempt(basic('ann', 'ann-password'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'a sign-in was refused', address: '192.0.2.1', with: 'password', username: 'ann', code: 'AUTH_REFUSED' },
      { msg: 'a sign-in was refused', address: '192.0.2.1', with: 'key', code: 'AUTH_REFUSED' },
    ]);
    expect(lines.join('')).not.toContain('guess');
  });

  it('old failures are tidied away', async () => {
    await server.signIn.tidy();
    platform.setTime('2027-01-01T00:00:00Z');
    await server.signIn.tidy();
    expect(await platform.db.selectFrom('sign_in_failure').selectAll().execute()).toEqual([]);
  });

  it('the first start makes the admin once and shows a generated password once', async () => {
    expect(await ensureAdmin(platform.db, { password: null })).toEqual({ created: false, generatedPassword: null });
    await platform.db.deleteFrom('gantry_user').where('username', '=', 'admin').execute();
    const [first, second] = await Promise.all([
      ensureAdmin(platform.db, { password: null }),
      ensureAdmin(platform.db, { password: null }),
    ]);
    const made = [first, second].filter(({ created }) => created);
    expect(made).toHaveLength(1);
    expect(made[0]?.generatedPassword).toMatch(/^[\w-]{24}$/);
    expect((await server.with(basic('admin', made[0]?.generatedPassword ?? ''))('GET', '/look')).status).toBe(200);
  });
});

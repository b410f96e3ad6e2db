import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FakeRoutes } from '../testing/fake-server.ts';
import { useServerCalls } from '../testing/server-calls.ts';

const server = useServerCalls();

const own = { 'GET /v2/account': { body: { name: 'team' } } };

interface Row {
  readonly words: string;
  readonly routes: FakeRoutes;
  /** The last request. */
  readonly asks: string;
  readonly sends?: unknown;
  /** A regular expression. */
  readonly shows: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** One row per command: what it asks and shows. */
const rows = JSON.parse(readFileSync(new URL('./fixtures/administration.json', import.meta.url), 'utf8')) as Row[];

describe('commands of administration', () => {
  it.each(rows)('$words', async ({ words, routes, asks, sends, shows, env = {} }) => {
    const ended = await server.call(words.split(' '), routes, { env });
    expect([ended.status, ended.code, ended.message]).toEqual([0, null, '']);
    expect(server.asked().at(-1)).toBe(asks);
    if (sends !== undefined) expect(JSON.parse(server.last().body)).toEqual(sends);
    expect(ended.terminal.stdout).toMatch(new RegExp(shows));
  });

  it.each([
    ['a user without a password', 'user add jana', own, 2, 'CLI_NO_SECRET'],
    ['registry credentials without a password', 'registry add r.io --username ci', {}, 2, 'CLI_NO_SECRET'],
    [
      'a group that is not there',
      'usergroup get nobody',
      { 'GET /v2/system/user-groups': { body: [] } },
      3,
      'CLI_NOT_FOUND',
    ],
    ['a subscription that is not there', 'repo get app', { 'GET /v2/subscriptions': { body: [] } }, 3, 'CLI_NOT_FOUND'],
    ['events that nothing picks', 'event delete', {}, 2, 'CLI_NEEDS'],
    ['every event, not forced', 'event delete --all', {}, 2, 'CLI_NEEDS'],
    ['a policy without a file', 'policy add', {}, 2, 'CLI_NEEDS'],
    ['a time that is none', 'apikey add ci --expires-at soon', {}, 2, 'CLI_BAD_PAIR'],
  ])('%s', async (_what, words, routes: FakeRoutes, status, code) => {
    const ended = await server.call(words.split(' '), routes);
    expect([ended.status, ended.code]).toEqual([status, code]);
  });

  it('a password may come by standard input', async () => {
    const routes = { ...own, 'POST /v2/accounts/team/users': { body: { username: 'jana' } } };
    await server.call(['user', 'add', 'jana', '--password-stdin'], routes, { stdin: 'žluť\r\nrest' });
    expect(JSON.parse(server.last().body)).toMatchObject({ password: 'žluť' });
  });
});

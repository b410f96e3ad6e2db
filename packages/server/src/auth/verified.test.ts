import { describe, expect, it } from 'vitest';
import { fitsPassword, hashPassword } from './index.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { parseAuthorization } from './parse-authorization.ts';
import { createVerified } from './verified.ts';

describe('auth: passwords', () => {
  it('are hashed with argon2id, each with its own salt, at the cost that we chose', async () => {
    const [one, two] = [await hashPassword('the password'), await hashPassword('the password')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await fitsPassword('the password', one)).toBe(true);
    expect(await fitsPassword('the passwore', one)).toBe(false);
    expect(await fitsPassword('the password', null)).toBe(false);
  });

  it('that fitted are remembered for a minute with the hash that they fitted', () => {
    let now = 0;
    const verified = createVerified({ now: () => new Date(now) });
    verified.add('secret', 'hash-1');
    expect(verified.has('secret', 'hash-1')).toBe(true);
    expect(verified.has('secret', 'hash-2')).toBe(false);
    expect(verified.has('secre', 'hash-1')).toBe(false);
    now = 60_000;
    expect(verified.has('secret', 'hash-1')).toBe(false);
  });

  it('attempts on one name go one after another, also past a failure', async () => {
    const queue = oneAtATime();
    const seen: string[] = [];
    const task =
      (name: string, fail = false) =>
      async () => {
        seen.push(`${name} begins`);
        await Promise.resolve();
        seen.push(`${name} ends`);
        if (fail) throw new Error(name);
        return name;
      };
    const all = await Promise.allSettled([
      queue.run('k', task('a', true)),
      queue.run('k', task('b')),
      queue.run('k', task('c')),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it.each([
    ['Basic YW5uOnA6cQ==', { scheme: 'basic', username: 'ann', password: 'p:q' }],
    ['basic  YW5uOg==', { scheme: 'basic', username: 'ann', password: '' }],
    ['Bearer a.b-c_d', { scheme: 'bearer', token: 'a.b-c_d' }],
  ])('the header %s', (header, expected) => {
    expect(parseAuthorization(header)).toEqual(expected);
  });
});

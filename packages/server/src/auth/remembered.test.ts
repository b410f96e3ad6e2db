import { describe, expect, it } from 'vitest';
import type { Caller, Presented } from './index.ts';
import { createRemembered } from './remembered.ts';

const caller: Caller = {
  userId: 'id',
  username: 'ann',
  homeAccount: 'a',
  account: 'a',
  permissions: new Set(),
  systemAdmin: false,
};
const presented: Presented = { authorization: 'Basic x', account: undefined, address: '192.0.2.1' };

describe('auth: who was just seen', () => {
  it.each<[string, Partial<Presented>, number, number, boolean]>([
    ['the same again', {}, 1_999, 0, true],
    ['from another address', { address: '192.0.2.2' }, 0, 0, true],
    ['after two seconds', {}, 2_000, 0, false],
    ['after a change', {}, 0, 1, false],
    ['another password', { authorization: 'Basic y' }, 0, 0, false],
    ['another account', { account: 'b' }, 0, 0, false],
    ['an account in the path', { pathAccount: 'b' }, 0, 0, false],
    ['the same account in another place', { account: 'b', pathAccount: 'b' }, 0, 0, false],
  ])('%s', (_what, change, later, asked, known) => {
    let now = 0;
    const remembered = createRemembered({}, { now: () => new Date(now) });
    remembered.add(presented, caller, -asked);
    now = later;
    expect(remembered.get({ ...presented, ...change })).toBe(known ? caller : undefined);
  });
});

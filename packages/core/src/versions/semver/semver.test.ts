import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { semver } from './index.ts';

describe('semver versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(semver, fixture)).toEqual([]);
  });

  it.each([
    ...refusedTexts,
    '1.2.3.4',
    'latest',
    'x',
    '1.2.x',
    '^1.2.3',
    'git+https://example.org/x.git',
    '99999999999999999999.0.0',
  ])('refuses %j with a reason', (text) => {
    expect(semver.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

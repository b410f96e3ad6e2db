import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { apk } from './index.ts';

describe('apk versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(apk, fixture)).toEqual([]);
  });

  it.each([
    ...refusedTexts,
    'latest',
    'v1.0',
    '1.0_gamma1',
    '1.0-1',
    '1.0-r',
    '1.0ab',
    '1..0',
    '1.0A',
    '1.0_',
    '1.0-r1-r2',
  ])('refuses %j with a reason', (text) => {
    expect(apk.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

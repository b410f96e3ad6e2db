import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { rpm } from './index.ts';

describe('rpm versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(rpm, fixture)).toEqual([]);
  });

  it.each([...refusedTexts, '-1', '1:', '1:-1'])('refuses %j with a reason', (text) => {
    expect(rpm.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

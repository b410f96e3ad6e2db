import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { gem } from './index.ts';

describe('gem versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(gem, fixture)).toEqual([]);
  });

  it.each([...refusedTexts, '1.0_1', 'v1.0', 'junk', '1..0', '1.0.', '1.2.d.42-', '1.0+build'])(
    'refuses %j with a reason',
    (text) => {
      expect(gem.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
    },
  );
});

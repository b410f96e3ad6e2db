import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { deb } from './index.ts';

describe('deb versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(deb, fixture)).toEqual([]);
  });

  it.each([...refusedTexts, '1.0-', '-1', 'a:1.0', ':1.0', '1:', '99999999999:1.0', '-1:1.0'])(
    'refuses %j with a reason',
    (text) => {
      expect(deb.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
    },
  );
});

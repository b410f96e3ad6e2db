import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { go } from './index.ts';

describe('go versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(go, fixture)).toEqual([]);
  });

  it.each([
    ...refusedTexts,
    '(devel)',
    'UNKNOWN',
    'devel',
    'latest',
    'v1.2.3.4',
    'v1.2.3-',
    'v1.2.3-a..b',
    'go',
    'gox.1',
    'vv1.0.0',
    'develgo1.22',
  ])('refuses %j with a reason', (text) => {
    expect(go.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

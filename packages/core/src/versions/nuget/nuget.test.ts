import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { nuget } from './index.ts';

describe('nuget versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(nuget, fixture)).toEqual([]);
  });

  it.each([
    ...refusedTexts,
    '1.0.0.0.0',
    '1.0-',
    '1.0-a..b',
    '1.2.x',
    'v1.0',
    '4294967296.0',
    '1.0.0-beta_1',
    '[1.0,2.0)',
  ])('refuses %j with a reason', (text) => {
    expect(nuget.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

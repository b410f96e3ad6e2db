import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { pep440 } from './index.ts';

describe('pep440 versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(pep440, fixture)).toEqual([]);
  });

  it.each([
    ...refusedTexts,
    '2004d',
    '1.0-custom',
    '1.0+',
    '1.0+abc+def',
    '1.0.*',
    'unknown',
    '1.0a1b1',
    '1!',
    '0.0.0-dev-abc',
  ])('refuses %j with a reason', (text) => {
    expect(pep440.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

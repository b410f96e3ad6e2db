import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { composer } from './index.ts';

describe('composer versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(composer, fixture)).toEqual([]);
  });

  it.each([
    ...refusedTexts,
    'dev-main',
    'dev-1.0',
    'master',
    '1.0.0-foo',
    'latest',
    '1.0.0.0.0',
    '^1.0',
    '1.0.0-beta-x',
  ])('refuses %j with a reason', (text) => {
    expect(composer.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

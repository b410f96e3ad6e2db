import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderFaults, refusedTexts } from '../../testing/index.ts';
import { maven } from './index.ts';

/** A placeholder that a build did not fill in. */
const property = ['$', '{project.version}'].join('');

describe('maven versions', () => {
  it('are ordered as the fixture says', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(orderFaults(maven, fixture)).toEqual([]);
  });

  it.each([...refusedTexts, property, `1.0-${property}`])('refuses %j with a reason', (text) => {
    expect(maven.parse(text)).toEqual({ ok: false, because: expect.stringMatching(/./) });
  });
});

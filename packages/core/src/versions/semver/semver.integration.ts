import { readFileSync } from 'node:fs';
import { compare, valid } from 'semver';
import { expect, it } from 'vitest';
import { referenceFaults, versionPairs } from '../../testing/index.ts';

it('orders what node-semver reads as node-semver does', () => {
  const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
  const pairs = versionPairs(fixture, 20_000).filter((pair) => pair.every((text) => valid(text, { loose: true })));
  const judged = pairs.map(([left, right]) => ({ left, right, answer: compare(left, right, { loose: true }) }));
  expect(pairs.length).toBeGreaterThan(5_000);
  expect(referenceFaults('semver', judged)).toEqual([]);
});

import { expect, it } from 'vitest';
import { memoryStore, storeFaults } from './index.ts';

it('keeps the contract of a store', async () => {
  expect(await storeFaults((advisories, exploited) => memoryStore(advisories, {}, exploited))).toEqual([]);
});

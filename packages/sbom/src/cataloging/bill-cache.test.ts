import { describe, expect, it } from 'vitest';
import { type BillFacts, billKey, keepBill, knownBill } from './bill-cache.ts';
import { memoryCache } from './memory-cache.ts';

const layer = { digest: `sha256:${'1'.repeat(64)}`, diffId: `sha256:${'2'.repeat(64)}`, mediaType: '', size: 1 };
const facts: BillFacts = {
  distro: null,
  packages: [],
  relationships: [],
  unread: [{ path: '/x', by: 'layer', code: 'SBOM_ENTRY_OUTSIDE', because: 'why' }],
};

describe('cataloging/bill-cache', () => {
  it('gives back what was kept, until it is damaged', async () => {
    const cache = memoryCache();
    const key = billKey([layer], ['0.1.0']);
    await keepBill(cache, key, facts);
    expect(await knownBill(cache, key)).toEqual(facts);
    cache.entries.get(key)?.fill(0x20, 40, 44);
    expect(await knownBill(cache, key)).toBeNull();
  });

  it('has another key for other layers, another order and another engine', () => {
    const other = { ...layer, diffId: `sha256:${'3'.repeat(64)}` };
    const keys = [
      billKey([layer], ['a']),
      billKey([layer], ['b']),
      billKey([other], ['a']),
      billKey([layer, other], ['a']),
      billKey([other, layer], ['a']),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('keeps nothing that a slow machine made', async () => {
    const cache = memoryCache();
    await keepBill(cache, 'key', {
      ...facts,
      unread: [{ path: '/x', by: 'java', code: 'SBOM_CATALOGER_TIMEOUT', because: 'slow' }],
    });
    expect(cache.entries.size).toBe(0);
  });
});

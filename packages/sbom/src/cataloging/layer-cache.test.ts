import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LayerIndexBuilder } from '../filetree/layer-index-builder.ts';
import { diskCache } from './disk-cache.ts';
import { noCache } from './layer-cache.ts';
import type { LayerScan } from './layer-scan.ts';
import { memoryCache } from './memory-cache.ts';
import { restoreScan, storeScan } from './stored-scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-cache-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const builder = new LayerIndexBuilder();
builder.add({ path: 'etc/os-release', link: '', type: 0, mode: 0o644, uid: 3_000_000, gid: 7, size: 2 ** 40 });
builder.add({ path: 'lib', link: 'usr/lib', type: 2, mode: 0o777, uid: 0, gid: 0, size: 0 });
const scan: LayerScan = {
  index: builder.finish(),
  readings: new Uint8Array(Buffer.from('0 distro - null\t{"facts":{"id":"čistý"},"unread":[]}\n')),
  unread: [{ path: '/x', by: 'layer', code: 'SBOM_ENTRY_OUTSIDE', because: 'why' }],
  complete: true,
};
const key = `sha256-${'a'.repeat(64)}-${'b'.repeat(32)}`;

describe.each([
  ['disk', diskCache(join(folder, 'contract'))],
  ['memory', memoryCache()],
])('cataloging/layer-cache: %s', (_name, cache) => {
  it('gives back what was put, and null for what was not', async () => {
    expect(await cache.get(key)).toBeNull();
    await cache.put(key, storeScan(scan));
    expect(restoreScan((await cache.get(key)) ?? new Uint8Array())).toEqual(scan);
    expect(await cache.get(`${key}0`)).toBeNull();
  });

  it('keeps the last of two values', async () => {
    await cache.put('twice', [Uint8Array.of(1)]);
    await cache.put('twice', [Uint8Array.of(2), Uint8Array.of(3)]);
    expect([...((await cache.get('twice')) ?? [])]).toEqual([2, 3]);
  });
});

describe('cataloging/layer-cache: none', () => {
  it('keeps nothing', async () => {
    await noCache.put(key, storeScan(scan));
    expect(await noCache.get(key)).toBeNull();
  });
});

describe('cataloging/disk-cache', () => {
  it('leaves no half-written files and never leaves its folder', async () => {
    const cache = diskCache(join(folder, 'names'));
    await cache.put('../../../escape', [Uint8Array.of(1)]);
    expect(readdirSync(join(folder, 'names'))).toEqual(['pe']);
    expect(readdirSync(join(folder, 'names', 'pe'))).toEqual(['.._.._.._escape']);
    expect([...((await cache.get('../../../escape')) ?? [])]).toEqual([1]);
  });
});

describe('cataloging/stored-scan', () => {
  const stored = new Uint8Array(Buffer.concat(storeScan(scan)));

  it('ignores an entry with any byte changed or cut off', () => {
    for (let at = 0; at < stored.length; at += 13) {
      const damaged = Uint8Array.from(stored);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(restoreScan(damaged)).toBeNull();
      expect(restoreScan(stored.slice(0, at))).toBeNull();
    }
  });

  it('reads bytes that lie at any offset', () => {
    const path = join(folder, 'plain');
    writeFileSync(path, stored);
    expect(restoreScan(readFileSync(path))).toEqual(scan);
    expect(restoreScan(new Uint8Array(Buffer.concat([Buffer.alloc(3), stored])).subarray(3))).toEqual(scan);
  });
});

import { sha256Bytes } from '@gantry/io/hash';
import type { LayerCache } from './layer-cache.ts';

const sumBytes = 32;

/** A value that was kept before; null when there is none or it is damaged. */
export async function keptJson<T>(cache: LayerCache, key: string): Promise<T | null> {
  const stored = await cache.get(key).catch(() => null);
  if (stored === null || stored.length < sumBytes) return null;
  const json = stored.subarray(sumBytes);
  if (Buffer.compare(sha256Bytes([json]), stored.subarray(0, sumBytes)) !== 0) return null;
  return JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.length).toString('utf8')) as T;
}

/** Keeps a value with its checksum; a cache that cannot write is no failure. */
export async function keepJson(cache: LayerCache, key: string, value: unknown): Promise<void> {
  const json = Buffer.from(JSON.stringify(value));
  await cache.put(key, [sha256Bytes([json]), json]).catch(() => undefined);
}

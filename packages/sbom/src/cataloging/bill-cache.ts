import type { Bill, LayerFacts } from '@gantry/core';
import { sha256Digest } from '@gantry/io/hash';
import { keepJson, keptJson } from './kept-json.ts';
import type { LayerCache } from './layer-cache.ts';

/** What a bill states besides its source: it follows from the layers alone. */
export type BillFacts = Pick<Bill, 'distro' | 'packages' | 'relationships' | 'unread'>;

/** Raise it when packages are linked, named or sorted otherwise from the same facts. */
const billRevision = 1;

/** Longer lists are put together again from the layers: as one text they would fill memory. */
const maxPackages = 20_000;

/** Reads that were stopped may succeed next time. */
export const stoppedReads: ReadonlySet<string> = new Set(['SBOM_CATALOGER_TIMEOUT', 'SBOM_CATALOGER_MEMORY']);

/** The cache key of a whole image: its layers in order, and everything that made the bill. */
export function billKey(layers: readonly LayerFacts[], engine: readonly string[]): string {
  const parts = [billRevision, engine, layers.map(({ digest, diffId }) => [digest, diffId])];
  return `bill-${sha256Digest(JSON.stringify(parts)).slice('sha256:'.length)}`;
}

/** What was found before for a key; null when there is nothing or it is damaged. */
export function knownBill(cache: LayerCache, key: string): Promise<BillFacts | null> {
  return keptJson<BillFacts>(cache, key);
}

/** Keeps what was found; a cache that cannot write is no failure. */
export async function keepBill(cache: LayerCache, key: string, facts: BillFacts): Promise<void> {
  if (facts.packages.length > maxPackages || facts.unread.some(({ code }) => stoppedReads.has(code))) return;
  const { distro, packages, relationships, unread } = facts;
  await keepJson(cache, key, { distro, packages, relationships, unread } satisfies BillFacts);
}

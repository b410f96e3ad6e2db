import { type Advisory, type AdvisoryDataFacts, byCodeUnit, canonicalName, type KnownExploited } from '@gantry/core';
import type { AdvisoryStore, AffectedRow } from '../store/types.ts';

/** A store over a list of advisories, for tests: what the database file answers, without a file. */
export function memoryStore(
  advisories: readonly Advisory[],
  facts: Partial<AdvisoryDataFacts> = {},
  exploited: readonly KnownExploited[] = [],
): AdvisoryStore {
  const current = advisories.filter(({ withdrawn }) => withdrawn === null);
  const rows = new Map<string, AffectedRow[]>();
  for (const { id, affected } of current)
    for (const one of affected) add(rows, keyOf(one.ecosystem, one.name), { advisoryId: id, affected: one });
  const ecosystems = new Set(current.flatMap(({ affected }) => affected.map(({ ecosystem }) => ecosystem)));
  const byId = new Map(advisories.map((advisory) => [advisory.id, advisory]));
  const byAlias = new Map<string, string[]>();
  for (const { id, aliases, upstream } of advisories)
    for (const name of new Set([id, ...aliases, ...upstream])) add(byAlias, name, id);
  return {
    facts: () => ({ digest: 'sha256:0', builtAt: '2024-01-01T00:00:00Z', starter: false, sources: [], ...facts }),
    affected: (ecosystem, name) => rows.get(keyOf(ecosystem, name)) ?? [],
    covers: (ecosystem) => ecosystems.has(ecosystem),
    advisory: (id) => byId.get(id) ?? null,
    withAlias: (id) => (byAlias.get(id) ?? []).toSorted(byCodeUnit),
    knownExploited: (cve) => exploited.find((entry) => entry.cve === cve) ?? null,
    forecast: () => null,
    rating: () => null,
    product: () => null,
    productsOf: () => [],
    listedFile: () => null,
    close: () => {},
  };
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem}\u0000${canonicalName(ecosystem, name)}`;
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

import type { AdvisorySourceFacts, ExploitForecast } from '@gantry/core';
import type { AdvisoryStore, CveRating, ListedFile, ProductLifecycles } from '../store/types.ts';

/** What enriching feeds gave; a feed that is not named is not loaded. */
export interface TestEnrichment {
  /** By CVE. */
  readonly epss?: Readonly<Record<string, ExploitForecast>>;
  readonly nvd?: readonly CveRating[];
  readonly eol?: readonly ProductLifecycles[];
  readonly 'malware-hashes'?: readonly ListedFile[];
}

/** The same store with what enriching feeds gave besides. */
export function enrichedStore(store: AdvisoryStore, enrichment: TestEnrichment): AdvisoryStore {
  const { epss = {}, nvd = [], eol = [], 'malware-hashes': listed = [] } = enrichment;
  const facts = store.facts();
  const sources = [...facts.sources, ...Object.keys(enrichment).map(sourceOf)];
  return {
    ...store,
    facts: () => ({ ...facts, sources }),
    forecast: (cve) => epss[cve] ?? null,
    rating: (cve) => nvd.find((one) => one.cve === cve) ?? null,
    product: (name) => eol.find(({ product }) => product === name) ?? null,
    productsOf: (identifier) =>
      eol.filter(({ identifiers }) => identifiers.includes(identifier)).map(({ product }) => product),
    listedFile: (sha256) => listed.find((one) => one.sha256 === sha256) ?? null,
  };
}

function sourceOf(feed: string): AdvisorySourceFacts {
  const [fetchedAt, newestRecord] = ['2024-01-02T00:00:00Z', '2024-01-01T00:00:00Z'];
  return { feed, ecosystem: feed, releases: [], records: 1, fetchedAt, newestRecord };
}

import { byCodeUnit, type ExploitForecast } from '@gantry/core';
import type { Entry, ExternalSorter } from '@gantry/io/blocks';
import type { EnrichingFeed } from '../store/enrichments.ts';
import type { CveRating, ListedFile, ProductLifecycles } from '../store/types.ts';
import { newestOf, ranked } from './ranked.ts';
import { sections } from './schema.ts';

/** Takes what enriching feeds give, in any order. */
export interface EnrichmentBuilder {
  forecast(cve: string, forecast: ExploitForecast): void;
  rating(rating: CveRating, modified: string | null): void;
  product(product: ProductLifecycles): void;
  listedFile(file: ListedFile): void;
  /** Drops all that came of a feed. */
  forget(feed: EnrichingFeed): void;
  /** The sections with their entries, in the order in which they are written; each can be run once. */
  sections(): [string, () => Iterable<Entry>][];
}

/** An enrichment whose larger parts are sorted on disk by the sorters that `sorter` makes. */
export function createEnrichment(sorter: (name: string) => ExternalSorter): EnrichmentBuilder {
  let runs = 0;
  const fresh = (name: string) => {
    runs += 1;
    return sorter(`${name}${runs}`);
  };
  let forecasts = fresh(sections.forecasts);
  let ratings = fresh(sections.ratings);
  let listed = fresh(sections.listed);
  const products = new Map<string, ProductLifecycles>();
  const forgetting: Readonly<Record<EnrichingFeed, () => void>> = {
    eol: () => products.clear(),
    epss: () => {
      forecasts.discard();
      forecasts = fresh(sections.forecasts);
    },
    'malware-hashes': () => {
      listed.discard();
      listed = fresh(sections.listed);
    },
    nvd: () => {
      ratings.discard();
      ratings = fresh(sections.ratings);
    },
  };
  return {
    forecast: (cve, { score, percentile, date }) => forecasts.add(cve, ranked(date, [score, percentile, date])),
    rating: (rating, modified) => ratings.add(rating.cve, ranked(modified ?? '', rating)),
    product: (product) => void products.set(product.product, product),
    listedFile: ({ sha256, name, source }) => listed.add(sha256, ranked('', [name, source])),
    forget: (feed) => forgetting[feed](),
    sections: () => [
      [sections.forecasts, () => newestOf(forecasts.sorted())],
      [sections.ratings, () => newestOf(ratings.sorted())],
      [sections.products, () => entriesOf(products)],
      [sections.identifiers, () => entriesOf(byIdentifier(products.values()))],
      [sections.listed, () => newestOf(listed.sorted())],
    ],
  };
}

function byIdentifier(products: Iterable<ProductLifecycles>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { product, identifiers } of products)
    for (const identifier of new Set(identifiers))
      found.set(identifier, [...(found.get(identifier) ?? []), product].sort(byCodeUnit));
  return found;
}

/** Keys in the order of their bytes, as block files want them. */
function* entriesOf(map: ReadonlyMap<string, unknown>): Generator<Entry> {
  const keys = [...map.keys()].map((key) => ({ key: Buffer.from(key), value: map.get(key) }));
  for (const { key, value } of keys.sort((a, b) => Buffer.compare(a.key, b.key)))
    yield { key, value: Buffer.from(JSON.stringify(value)) };
}

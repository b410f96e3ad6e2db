import type { AdvisorySourceFacts, ExploitForecast } from '@gantry/core';
import { isCodedError } from '@gantry/core';
import type { EnrichingFeed } from '../store/enrichments.ts';
import type { CveRating, ProductLifecycles } from '../store/types.ts';
import type { EnrichmentBuilder } from './enrichment.ts';
import { type AdvisoryDatabase, openDatabase } from './open.ts';
import { sectionOfFeed } from './schema.ts';

/**
 * Takes over what the database of a folder holds of a feed; gives its sources, none when there is no such database or it holds
 * nothing of the feed.
 */
export function carryOver(
  dir: string,
  feed: EnrichingFeed,
  into: Omit<EnrichmentBuilder, 'sections'>,
): readonly AdvisorySourceFacts[] {
  const database = openOrNull(dir);
  if (!database) return [];
  try {
    const sources = database.about.sources.filter((source) => source.feed === feed);
    if (sources.length === 0) return [];
    for (const [key, value] of database.each(sectionOfFeed[feed])) adders[feed](into, key, value);
    return sources;
  } finally {
    database.close();
  }
}

type Adder = (into: Omit<EnrichmentBuilder, 'sections'>, key: string, value: unknown) => void;

const adders: Readonly<Record<EnrichingFeed, Adder>> = {
  eol: (into, _name, value) => into.product(value as ProductLifecycles),
  epss: (into, cve, value) => into.forecast(cve, toForecast(value as [number, number, string])),
  'malware-hashes': (into, sha256, value) => {
    const [name, source] = value as [string, string];
    into.listedFile({ sha256, name, source });
  },
  nvd: (into, _cve, value) => into.rating(value as CveRating, null),
};

function toForecast([score, percentile, date]: [number, number, string]): ExploitForecast {
  return { score, percentile, date };
}

/** A database that cannot be read has nothing to take over. */
function openOrNull(dir: string): AdvisoryDatabase | null {
  try {
    return openDatabase(dir);
  } catch (error) {
    if (isCodedError(error)) return null;
    throw error;
  }
}

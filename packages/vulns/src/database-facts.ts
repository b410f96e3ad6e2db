import { type AdvisorySourceFacts, byCodeUnit, ecosystemFamily } from '@gantry/core';
import { type DatabaseCounts, type DatabaseFacts, databaseFormat } from './db/schema.ts';
import { vulnsErrors } from './errors.ts';
import type { PartRecord } from './ingesting/provenance.ts';
import type { ReadFeeds } from './read-feeds.ts';
import { type EnrichingFeed, enrichingFeeds } from './store/enrichments.ts';
import type { UpdateRequest } from './update-database.ts';

/** What came together in a database file. */
export interface BuiltContent {
  readonly counts: DatabaseCounts;
  /** Every ecosystem and release with rows. */
  readonly ecosystems: readonly string[];
  readonly now: string;
  readonly request: UpdateRequest;
}

/** What a database file says of itself. VULNS_FEED_EMPTY when no advisory was found. */
export function databaseFacts({ parts, carried, missed }: ReadFeeds, content: BuiltContent): DatabaseFacts {
  if (content.counts.rows === 0) throw vulnsErrors.FEED_EMPTY({ place: content.request.from ?? 'the public feeds' });
  const sources = [
    ...parts.filter(({ feed }) => !isEnriching(feed)).flatMap((part) => sourcesOf(part, content.ecosystems)),
    ...enrichingFeeds.flatMap((feed) => enrichingSource(feed, parts, content.counts)),
    ...carried,
  ];
  return {
    format: databaseFormat,
    builtAt: content.now,
    starter: sources.length > 0 && sources.every(({ feed }) => feed === 'starter'),
    sources,
    covered: content.ecosystems.filter((ecosystem) => parts.some((part) => isSourceOf(part, ecosystem))),
    counts: content.counts,
    losses: parts.map(({ place, rejected, flawed, samples }) => ({ place, rejected, flawed, samples })),
    missed,
  };
}

function isEnriching(feed: string): boolean {
  return (enrichingFeeds as readonly string[]).includes(feed);
}

const countOfFeed = {
  eol: 'products',
  epss: 'forecasts',
  'malware-hashes': 'listed',
  nvd: 'ratings',
} as const satisfies Readonly<Record<EnrichingFeed, keyof DatabaseCounts>>;

/** The files of an enriching feed overlap, so they are one source: as old as the oldest fetch, as new as the newest record. */
function enrichingSource(
  feed: EnrichingFeed,
  parts: readonly PartRecord[],
  counts: DatabaseCounts,
): AdvisorySourceFacts[] {
  const own = parts.filter((part) => part.feed === feed);
  const [fetchedAt] = own.map((part) => part.fetchedAt).sort(byCodeUnit);
  if (fetchedAt === undefined) return [];
  const newest = own.flatMap(({ newestRecord }) => newestRecord ?? []).sort(byCodeUnit);
  const records = counts[countOfFeed[feed]];
  return [{ feed, ecosystem: feed, releases: [], records, fetchedAt, newestRecord: newest.at(-1) ?? null }];
}

function sourcesOf(part: PartRecord, ecosystems: readonly string[]): AdvisorySourceFacts[] {
  const { feed, fetchedAt, newestRecord } = part;
  return part.families.map(({ name: ecosystem, records }) => ({
    feed,
    ecosystem,
    releases: ecosystems.filter((release) => release.includes(':') && isOf(release, ecosystem)).sort(byCodeUnit),
    records,
    fetchedAt,
    newestRecord,
  }));
}

function isSourceOf(part: PartRecord, ecosystem: string): boolean {
  return part.families.some(({ name }) => isOf(ecosystem, name));
}

/** `Debian:12` is of `Debian` and of `Debian:12`. */
function isOf(ecosystem: string, source: string): boolean {
  return ecosystem === source || ecosystemFamily(ecosystem) === source;
}

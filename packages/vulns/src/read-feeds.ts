import { type AdvisorySourceFacts, isCodedError } from '@gantry/core';
import type { DatabaseBuilder } from './db/build.ts';
import { carryOver } from './db/carry-over.ts';
import type { MissedFeed } from './db/schema.ts';
import { vulnsErrors } from './errors.ts';
import type { Feed, FeedPart } from './ingesting/define-feed.ts';
import type { Network } from './ingesting/fetch-file.ts';
import { resolveOrigin } from './ingesting/origin.ts';
import type { PartRecord } from './ingesting/provenance.ts';
import { runFeeds } from './ingesting/run-feeds.ts';
import { type EnrichingFeed, enrichingFeeds } from './store/enrichments.ts';
import type { UpdateRequest } from './update-database.ts';

/** What came of all feeds. */
export interface ReadFeeds {
  readonly parts: readonly PartRecord[];
  /** Sources that were taken over from the database before. */
  readonly carried: readonly AdvisorySourceFacts[];
  readonly missed: readonly MissedFeed[];
}

/** What reading works with. */
export interface ReadingParts {
  readonly network: Network;
  readonly builder: DatabaseBuilder;
}

/** Reads every feed that the request wants into the builder. Errors as `updateDatabase`. */
export async function readFeeds(request: UpdateRequest, by: ReadingParts): Promise<ReadFeeds> {
  // Loaded when an update asks for it: reading the database must not pay for the feeds' libraries.
  const { feeds } = await import('./feeds/registry.ts');
  checkPlaces(request, feeds);
  const parts: PartRecord[] = [];
  const carried: AdvisorySourceFacts[] = [];
  const missed: MissedFeed[] = [];
  for (const feed of feeds) {
    try {
      parts.push(...(await readFeed(feed, request, by)));
    } catch (error) {
      if (!isEnriching(feed.name) || !isCodedError(error) || error.code === 'VULNS_ABANDONED') throw error;
      const sources = takeOver(request.dir, feed.name, by.builder);
      carried.push(...sources);
      const place = placesOf(feed, request).join(', ');
      missed.push({ feed: feed.name, place, code: error.code, because: error.message, kept: sources.length > 0 });
    }
  }
  return { parts, carried, missed };
}

function checkPlaces({ places = {} }: UpdateRequest, feeds: readonly Feed[]): void {
  for (const name of Object.keys(places))
    if (!feeds.some((feed) => feed.name === name))
      throw vulnsErrors.FEED_UNKNOWN({ feed: name.slice(0, 100), known: feeds.map((feed) => feed.name).join(', ') });
}

async function readFeed(feed: Feed, request: UpdateRequest, by: ReadingParts): Promise<PartRecord[]> {
  const { signal, progress, now } = request;
  const own = ownPlace(feed, request) !== undefined;
  const parts: FeedPart[] = [];
  for (const place of placesOf(feed, request)) {
    const origin = await resolveOrigin(place, by.network);
    const found = await feed.parts({ origin, own, ecosystems: request.ecosystems ?? null, signal });
    if (found.length === 0 && isEnriching(feed.name) && (own || place === feed.address))
      throw vulnsErrors.FEED_UNREADABLE({ feed: feed.name, place, because: 'it is not there' });
    parts.push(...found);
  }
  return await runFeeds(parts, by.builder, { now, signal, progress });
}

/** A place of its own stands instead of all others. */
function placesOf(feed: Feed, request: UpdateRequest): readonly string[] {
  const own = ownPlace(feed, request);
  if (own !== undefined) return own === 'none' ? [] : [own];
  return [request.from ?? feed.address, ...(request.also ?? [])].filter((place) => place !== null);
}

function ownPlace({ name }: Feed, { places = {} }: UpdateRequest): string | undefined {
  return Object.hasOwn(places, name) ? places[name] : undefined;
}

function isEnriching(name: string): name is EnrichingFeed {
  return (enrichingFeeds as readonly string[]).includes(name);
}

/** A feed counts whole or not at all, so what came of it before it failed is dropped. */
function takeOver(dir: string, feed: EnrichingFeed, builder: DatabaseBuilder): readonly AdvisorySourceFacts[] {
  builder.forget(feed);
  try {
    return carryOver(dir, feed, builder);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    builder.forget(feed);
    return [];
  }
}

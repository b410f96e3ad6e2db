import type { Advisory, ExploitForecast, KnownExploited } from '@gantry/core';
import type { CveRating, ListedFile, ProductLifecycles } from '../store/types.ts';
import type { FeedOrigin } from './origin.ts';

/** A source of advisories. `index.ts` of a feed folder declares one. */
export interface Feed {
  /** Same as the folder. */
  readonly name: string;
  readonly about: string;
  /** Raised when what it yields from the same bytes changes. */
  readonly revision: number;
  /** Where it is read from when the caller names no place; null when it is read only from a place that was named. */
  readonly address: string | null;
  /**
   * What this place has of this feed, in a stable order; nothing when it has none. Fails with VULNS_FEED_UNREACHABLE or a
   * code of `io` when the place itself cannot be read.
   */
  parts(request: FeedRequest): Promise<readonly FeedPart[]>;
}

/** What to fetch from a feed, and from where. */
export interface FeedRequest {
  readonly origin: FeedOrigin;
  /** The place was named for this feed alone: a file there is of this feed, whatever its name. */
  readonly own: boolean;
  /** OSV ecosystems that are wanted; null for all that can be matched. */
  readonly ecosystems: readonly string[] | null;
  readonly signal: AbortSignal | undefined;
}

/** One file of a feed that is read as a whole: an ecosystem's zip, a catalogue. */
export interface FeedPart {
  readonly feed: string;
  /** OSV ecosystem, or the feed's own name; null when the file does not say (a lone zip). */
  readonly ecosystem: string | null;
  /** Address or path, for messages. */
  readonly place: string;
  /** When its content was fetched; RFC 3339. Null: now. */
  readonly fetchedAt: string | null;
  /** Reads everything into the sink. A bad record goes to `rejected`; only a file that is bad as a whole fails. */
  read(sink: PartSink): Promise<void>;
}

/** Where a part's records go. */
export interface PartSink {
  /** Says how many records will come, when that is known. */
  expect(records: number): void;
  advisory(advisory: Advisory): void;
  knownExploited(entry: KnownExploited): void;
  forecast(cve: string, forecast: ExploitForecast): void;
  /** `modified`: RFC 3339 UTC; of several ratings of a CVE the newest counts. */
  rating(rating: CveRating, modified: string | null): void;
  /** `asOf`: RFC 3339 UTC, the age of the data. */
  product(product: ProductLifecycles, asOf: string | null): void;
  /** `seen`: RFC 3339 UTC, when the file was first seen. */
  listedFile(file: ListedFile, seen: string | null): void;
  /** A record that was lost, with the reason (a short word, same for the same kind of damage). */
  rejected(reason: string, record: string): void;
  /** A record that was kept while a part of it could not be read. */
  flawed(reason: string, record: string): void;
  /** To be awaited every few hundred records: lets others run, and fails with VULNS_ABANDONED when the caller gave up. */
  pause(): Promise<void>;
}

/** Checks the declaration of a feed at compile time. */
export function defineFeed(feed: Feed): Feed {
  return feed;
}

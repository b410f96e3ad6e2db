import type { Advisory, ExploitForecast, KnownExploited } from '@gantry/core';
import { vulnsErrors } from '../errors.ts';
import type { CveRating, ListedFile, ProductLifecycles } from '../store/types.ts';
import type { FeedPart, PartSink } from './define-feed.ts';
import { PartCounter, type PartRecord } from './provenance.ts';

/** How far the reading is. */
export interface IngestProgress {
  readonly stage: 'reading' | 'writing';
  readonly feed: string;
  /** Ecosystem, or the feed's own name, or the name of the file. */
  readonly part: string;
  /** Records of this part so far. */
  readonly records: number;
  /** Records that this part has, when that is known. */
  readonly expected: number | null;
}

/** Where the content of all parts goes. */
export interface IngestTarget {
  advisory(advisory: Advisory): void;
  knownExploited(entry: KnownExploited): void;
  forecast(cve: string, forecast: ExploitForecast): void;
  rating(rating: CveRating, modified: string | null): void;
  product(product: ProductLifecycles): void;
  listedFile(file: ListedFile): void;
}

/** The time, the way to stop, and who wants to know how far it is. */
export interface IngestOptions {
  /** RFC 3339 UTC: when this run began. */
  readonly now: string;
  readonly signal: AbortSignal | undefined;
  readonly progress: ((progress: IngestProgress) => void) | undefined;
}

/** Reads parts one after the other into the target; gives what was read from each. */
export async function runFeeds(
  parts: readonly FeedPart[],
  target: IngestTarget,
  options: IngestOptions,
): Promise<PartRecord[]> {
  const read: PartRecord[] = [];
  for (const part of parts) read.push(await runPart(part, target, options));
  return read;
}

async function runPart(part: FeedPart, target: IngestTarget, options: IngestOptions): Promise<PartRecord> {
  const counter = new PartCounter();
  await part.read(sinkOf(part, counter, { target, options }));
  const { feed, ecosystem, place } = part;
  return counter.record({ feed, ecosystem, place, fetchedAt: part.fetchedAt ?? options.now });
}

function sinkOf(
  part: FeedPart,
  counter: PartCounter,
  run: { readonly target: IngestTarget; readonly options: IngestOptions },
): PartSink {
  let expected: number | null = null;
  const { signal, progress } = run.options;
  const { target } = run;
  return {
    expect(records) {
      expected = records;
    },
    advisory(advisory) {
      counter.kept(
        advisory.modified,
        advisory.affected.map(({ ecosystem }) => ecosystem),
      );
      target.advisory(advisory);
    },
    knownExploited(entry) {
      counter.kept(`${entry.dateAdded}T00:00:00Z`, []);
      target.knownExploited(entry);
    },
    forecast(cve, forecast) {
      counter.kept(`${forecast.date}T00:00:00Z`, []);
      target.forecast(cve, forecast);
    },
    rating(rating, modified) {
      counter.kept(modified, []);
      target.rating(rating, modified);
    },
    product(product, asOf) {
      counter.kept(asOf, []);
      target.product(product);
    },
    listedFile(file, seen) {
      counter.kept(seen, []);
      target.listedFile(file);
    },
    rejected: (reason, record) => counter.rejected(reason, record),
    flawed: (reason, record) => counter.flawed(reason, record),
    async pause() {
      const name = part.ecosystem ?? part.place;
      progress?.({ stage: 'reading', feed: part.feed, part: name, records: counter.total, expected });
      await breathe(signal);
    },
  };
}

/** Lets timers and signals run; fails with VULNS_ABANDONED when the caller gave up. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw vulnsErrors.ABANDONED();
}

import { fileURLToPath } from 'node:url';
import { type AdvisorySourceFacts, byCodeUnit, ecosystemFamily } from '@gantry/core';
import type { HttpClient } from '@gantry/io/http';
import { createDatabaseBuilder, type DatabaseBuilder } from './db/build.ts';
import { installDatabase } from './db/install.ts';
import { type DatabaseCounts, type DatabaseFacts, databaseFormat } from './db/schema.ts';
import { type DatabaseStatus, databaseStatus } from './db/status.ts';
import { vulnsErrors } from './errors.ts';
import type { FeedPart } from './ingesting/define-feed.ts';
import type { Network } from './ingesting/fetch-file.ts';
import { resolveOrigin } from './ingesting/origin.ts';
import type { PartRecord } from './ingesting/provenance.ts';
import { breathe, type IngestProgress, runFeeds } from './ingesting/run-feeds.ts';

/** What to build a database from. */
export interface UpdateRequest {
  /** The folder of the database; made when it is not there. */
  readonly dir: string;
  /**
   * A URL prefix, a folder or one zip, in the layout of the OSV bucket, with or without the catalogue of exploited
   * vulnerabilities beside it; or a starter folder. Default: the public addresses of every feed.
   */
  readonly from?: string;
  /** Further places that are read after it, each like `from`: a catalogue that came by hand, say. */
  readonly also?: readonly string[];
  /** OSV ecosystems; default all that can be matched. The new database holds only these. */
  readonly ecosystems?: readonly string[];
  /** RFC 3339 UTC. */
  readonly now: string;
  readonly progress?: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal;
  /** The way to the network; default a client of its own. */
  readonly http?: HttpClient;
}

/**
 * Builds the database afresh and swaps it in. On any failure the database that was there stays, whole and in use.
 * VULNS_DB_LOCKED, VULNS_ABANDONED, the codes of feeds, and codes of `io`.
 */
export async function updateDatabase(request: UpdateRequest): Promise<DatabaseStatus> {
  await installDatabase(request.dir, async ({ folder, file }) => {
    const { progress, signal, now } = request;
    const builder = createDatabaseBuilder(folder);
    const network = createNetwork(request, folder);
    const read = await readFeeds(request, { network, builder }).finally(network.close);
    const step = async (part: string) => {
      progress?.({ stage: 'writing', feed: '', part, records: 0, expected: null });
      await breathe(signal);
    };
    return builder.write(file, (counts, ecosystems) => factsOf(read, { counts, ecosystems, now, request }), step);
  });
  return databaseStatus(request.dir);
}

/** The starter set beside this package's sources; a bundle names its own copy. */
const starterFolder = fileURLToPath(new URL('../starter', import.meta.url));

/** Builds the database from the starter set that ships with Gantry. Errors as `updateDatabase`. */
export async function buildStarterDatabase(
  request: Omit<UpdateRequest, 'from' | 'ecosystems' | 'http'> & { readonly starter?: string },
): Promise<DatabaseStatus> {
  const { starter = starterFolder, ...rest } = request;
  return await updateDatabase({ ...rest, from: starter });
}

async function readFeeds(
  request: UpdateRequest,
  by: { readonly network: Network; readonly builder: DatabaseBuilder },
): Promise<PartRecord[]> {
  // Loaded when an update asks for it: reading the database must not pay for the feeds' libraries.
  const { feeds } = await import('./feeds/registry.ts');
  const parts: FeedPart[] = [];
  const { signal, progress, now } = request;
  for (const feed of feeds) {
    for (const place of [request.from ?? feed.address, ...(request.also ?? [])]) {
      if (place === null) continue;
      const origin = await resolveOrigin(place, by.network);
      parts.push(...(await feed.parts({ origin, ecosystems: request.ecosystems ?? null, signal })));
    }
  }
  return await runFeeds(parts, by.builder, { now, signal, progress });
}

function createNetwork(request: UpdateRequest, folder: string): Network & { close(): Promise<void> } {
  let own: HttpClient | null = null;
  return {
    folder,
    signal: request.signal,
    async client() {
      if (request.http) return request.http;
      const { createHttpClient } = await import('@gantry/io/http');
      own ??= createHttpClient();
      return own;
    },
    close: async () => await own?.close(),
  };
}

interface BuiltContent {
  readonly counts: DatabaseCounts;
  /** Every ecosystem and release with rows. */
  readonly ecosystems: readonly string[];
  readonly now: string;
  readonly request: UpdateRequest;
}

function factsOf(read: readonly PartRecord[], content: BuiltContent): DatabaseFacts {
  if (content.counts.rows === 0) throw vulnsErrors.FEED_EMPTY({ place: content.request.from ?? 'the public feeds' });
  const sources = read.flatMap((part) => sourcesOf(part, content.ecosystems));
  return {
    format: databaseFormat,
    builtAt: content.now,
    starter: sources.length > 0 && sources.every(({ feed }) => feed === 'starter'),
    sources,
    covered: content.ecosystems.filter((ecosystem) => read.some((part) => isSourceOf(part, ecosystem))),
    counts: content.counts,
    losses: read.map(({ place, rejected, flawed, samples }) => ({ place, rejected, flawed, samples })),
  };
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

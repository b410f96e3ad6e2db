import { fileURLToPath } from 'node:url';
import type { HttpClient } from '@gantry/io/http';
import { databaseFacts } from './database-facts.ts';
import { createDatabaseBuilder } from './db/build.ts';
import { installDatabase } from './db/install.ts';
import { type DatabaseStatus, databaseStatus } from './db/status.ts';
import type { Network } from './ingesting/fetch-file.ts';
import { breathe, type IngestProgress } from './ingesting/run-feeds.ts';
import { readFeeds } from './read-feeds.ts';

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
  /**
   * Places of single feeds by their names, instead of the others: a URL prefix, a folder or a file of the feed (`epss`, `eol`, `nvd`,
   * `malware-hashes`, `kev`, `osv`); `none` leaves a feed out.
   */
  readonly places?: Readonly<Record<string, string>>;
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
 * Builds the database afresh and swaps it in. On any failure the database that was there stays, whole and in use. A feed that only adds
 * to advisories (scores, lifecycles, digests) fails alone: what was there of it is taken over, and `missed` says so.
 * VULNS_DB_LOCKED, VULNS_ABANDONED, VULNS_FEED_UNKNOWN, the codes of feeds, and codes of `io`.
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
    return builder.write(file, (counts, ecosystems) => databaseFacts(read, { counts, ecosystems, now, request }), step);
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

import { type DatabaseStatus, updateDatabase } from '@gantry/vulns';
import { unpackBundle } from './unpack-bundle.ts';

/** What to build the advisory database from; plain data, since it may go to another process. */
export interface BuildRequest {
  /** The folder of the database. */
  readonly dir: string;
  /** URL prefix, folder or zip; null for the public addresses. */
  readonly from: string | null;
  /** Further places. */
  readonly also: readonly string[];
  /** Places of single feeds, by name. */
  readonly places?: Readonly<Record<string, string>>;
  /** A zip that may hold the zips of ecosystems, and the folder that it is unpacked into then. It is read in place of `from`. */
  readonly bundle: { readonly zip: string; readonly folder: string } | null;
  /** RFC 3339 UTC. */
  readonly now: string;
}

/** Builds advisory databases. A full one takes about 15 seconds of a core and 500 MiB: not work for the process that answers. */
export interface FeedBuilder {
  /** Codes of `updateDatabase`, FEEDS_BUILD_FAILED. */
  build(request: BuildRequest, signal: AbortSignal): Promise<DatabaseStatus>;
}

/** Builds in this process: for tests, and what the process of the builder runs. */
export const inProcessBuilder: FeedBuilder = {
  build: async ({ dir, from, also, places = {}, bundle, now }, signal) => {
    const place = bundle === null ? from : await unpackBundle(bundle);
    return await updateDatabase({ dir, also, places, now, signal, ...(place === null ? {} : { from: place }) });
  },
};

import { join } from 'node:path';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Matching } from '../matching/ports.ts';
import type { FeedBuilder } from './builder.ts';
import type { Feeds } from './ports.ts';
import { feedRoutes } from './routes.ts';
import { createFeedsService } from './service.ts';
import { feedSettings } from './settings.ts';
import { databaseShelf, folderShelf } from './shelf.ts';
import { syncJob, syncName } from './sync.ts';

export { type BuildRequest, type FeedBuilder, inProcessBuilder } from './builder.ts';
export { processBuilder } from './process-builder.ts';

/** What feeds need. */
export interface FeedsDeps {
  readonly platform: Platform;
  readonly advisories: Advisories;
  readonly matching: Pick<Matching, 'scheduleRematch'>;
  readonly builder: FeedBuilder;
  /** GANTRY_FEEDS: URL prefix or folder of a mirror, `none` to ask nobody; null for the public addresses. */
  readonly from: string | null;
  /** GANTRY_FEED_PLACES: places of single feeds, by name. */
  readonly places?: Readonly<Record<string, string>>;
  /** Seconds between two syncs. */
  readonly interval: number;
}

/** Advisory feeds: `/system/feeds`, and the job `sync-feeds` that comes back. */
export function createFeedsFeature(deps: FeedsDeps): Feature & { readonly feeds: Feeds } {
  const { platform, advisories, interval } = deps;
  const settings = feedSettings(platform.db, () => platform.clock.now());
  const shelf = advisories.shared ? databaseShelf(platform.db) : folderShelf(join(platform.dataDir, 'feeds'));
  const parts = { ...deps, places: deps.places ?? {}, settings, shelf };
  const service = createFeedsService(parts);
  return {
    routes: feedRoutes(service),
    jobs: [syncJob(parts)],
    schedules: [{ job: syncName, every: interval }],
    feeds: service,
  };
}

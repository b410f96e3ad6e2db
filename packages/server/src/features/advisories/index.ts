import { join } from 'node:path';
import type { Platform } from '../../kernel/platform/index.ts';
import { type AdvisoriesFeature, createKeeper } from './keeper.ts';
import { noSiteCopy, siteCopy } from './site-copy.ts';

export type { AdvisoriesFeature } from './keeper.ts';

/** What the advisories of a server need. */
export interface AdvisoriesDeps {
  readonly platform: Pick<Platform, 'db' | 'clock' | 'log' | 'dataDir'>;
  /** Several servers share one PostgreSQL: the database file is kept there for all of them. */
  readonly shared: boolean;
  /** The folder of the starter set; absent: the one beside the sources. */
  readonly starter?: string;
}

/** The advisory database of this server, in `advisories` of its data folder. */
export function createAdvisories({ platform, shared, starter }: AdvisoriesDeps): AdvisoriesFeature {
  const { db, clock, log, dataDir } = platform;
  return createKeeper({
    folder: join(dataDir, 'advisories'),
    clock,
    log,
    copy: shared ? siteCopy(db, () => clock.now()) : noSiteCopy,
    ...(starter === undefined ? {} : { starter }),
  });
}

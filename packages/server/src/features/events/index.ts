import type { Auditor } from '../../kernel/http/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import { createAuditor } from './audit.ts';
import { forgetEvents, forgetEventsSchedule } from './jobs.ts';
import { eventRoutes } from './routes.ts';

export { eventErrors } from './errors.ts';

/** What the feature is built on. */
export interface EventsDeps {
  readonly platform: Platform;
  /** Days that events are kept; default 180. */
  readonly days?: number;
}

/** What the feature brings. */
export interface EventsFeature extends Feature {
  /** Writes the audit trail; the HTTP server calls it. */
  readonly auditor: Auditor;
}

/** Events: the list, their types, and an end to old ones. */
export function createEventsFeature({ platform, days = 180 }: EventsDeps): EventsFeature {
  return {
    routes: eventRoutes,
    jobs: [forgetEvents(platform, days)],
    schedules: [forgetEventsSchedule],
    auditor: createAuditor(platform.events),
  };
}

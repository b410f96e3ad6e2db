import type { FastifyInstance } from 'fastify';
import type { ProcessLog } from '../../kernel/log/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { CodedTable } from './error-codes.ts';
import { createHeartbeat, type Heartbeat, watchServices, watchServicesSchedule } from './heartbeat.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { serveMetrics } from './metrics-page.ts';
import type { ProcessFacts } from './process.ts';
import { systemRoutes } from './routes.ts';

export type { CodedTable } from './error-codes.ts';
export { systemErrors } from './errors.ts';

/** What the feature is built on. */
export interface SystemDeps {
  readonly platform: Platform;
  readonly facts: ProcessFacts;
  /** The log whose level can be changed. */
  readonly log: Pick<ProcessLog, 'level' | 'setLevel'>;
  /** Every table of error codes that the server can answer with. */
  readonly errorTables: readonly CodedTable[];
  /** The bearer token that `/metrics` asks for; null: it is open. */
  readonly metricsToken: string | null;
}

/** What the feature brings. */
export interface SystemFeature extends Feature {
  /** To be started when the server listens, and stopped before the database closes. */
  readonly heartbeat: Heartbeat;
  readonly metrics: Metrics;
  /** Adds `/metrics` to the HTTP server. */
  extend(app: FastifyInstance): void;
}

/** The server itself: its state, its processes, its figures. */
export function createSystemFeature(deps: SystemDeps): SystemFeature {
  const { metricsToken, platform, facts } = deps;
  const kit = { platform, facts };
  const metrics = createMetrics(kit, metricsToken);
  return {
    routes: systemRoutes(kit, deps),
    jobs: [watchServices(kit)],
    schedules: [watchServicesSchedule],
    heartbeat: createHeartbeat(kit),
    metrics,
    extend: (app) => serveMetrics(app, metrics),
  };
}
